package dev.sluice.delivery.application;

import dev.sluice.delivery.endpoint.EndpointStore;
import dev.sluice.delivery.endpoint.MemoryEndpoints;

class MemoryApplicationsTest extends ApplicationStoreContract {

    private final MemoryEndpoints endpoints = new MemoryEndpoints();
    private final MemoryApplications applications = new MemoryApplications(endpoints);

    @Override
    protected ApplicationStore store() {
        return applications;
    }

    @Override
    protected EndpointStore endpoints() {
        return endpoints;
    }
}
