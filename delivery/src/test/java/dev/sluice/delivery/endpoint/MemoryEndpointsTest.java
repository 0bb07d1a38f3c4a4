package dev.sluice.delivery.endpoint;

class MemoryEndpointsTest extends EndpointStoreContract {

    private final MemoryEndpoints store = new MemoryEndpoints();

    @Override
    protected EndpointStore store() {
        return store;
    }
}
