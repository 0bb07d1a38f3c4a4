package dev.sluice.delivery.endpoint;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * Endpoints in a store that refuses a whole request because of one tenant, as DynamoDB does, cannot read another's, and
 * is away when it is asked for a third one's.
 */
public record PickyEndpoints(EndpointStore store, String refused, String damaged, String unreachable)
        implements EndpointStore {

    public PickyEndpoints(EndpointStore store, String refused, String damaged) {
        this(store, refused, damaged, "");
    }

    /** What DynamoDB says of a key that is too long. */
    public static DynamoDbException refusal() {
        return (DynamoDbException) DynamoDbException.builder()
                .statusCode(400)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode("ValidationException")
                        .errorMessage("Size of hashkey has exceeded the maximum size limit of2048 bytes")
                        .build())
                .build();
    }

    @Override
    public Map<String, Long> versions(Collection<String> tenants) {
        if (tenants.contains(refused)) {
            throw refusal();
        }
        return store.versions(tenants);
    }

    @Override
    public Tenant tenant(String tenant) {
        if (tenant.equals(damaged)) {
            throw new IllegalStateException("an endpoint's item has no url");
        }
        if (tenant.equals(unreachable)) {
            throw SdkClientException.create("nobody answers");
        }
        return store.tenant(tenant);
    }

    @Override
    public Optional<Endpoint> find(String tenant, String id) {
        return store.find(tenant, id);
    }

    @Override
    public Change create(Endpoint endpoint, int most) {
        return store.create(endpoint, most);
    }

    @Override
    public Optional<String> idOf(String tenant, String uid) {
        return store.idOf(tenant, uid);
    }

    @Override
    public Change replace(Endpoint endpoint, Optional<String> uidBefore) {
        return store.replace(endpoint, uidBefore);
    }

    @Override
    public Change delete(String tenant, String id) {
        return store.delete(tenant, id);
    }
}
