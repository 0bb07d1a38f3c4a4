package dev.sluice.engine.pipes.pipe;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.store.Documents;
import dev.sluice.engine.store.Store;
import java.util.List;
import java.util.Optional;

/** All pipes, by ARN. Thread-safe. */
public final class Pipes {

    private final Documents<Pipe> documents;

    public Pipes(Store store) {
        this.documents = new Documents<>(store, "pipe", Pipe.class);
    }

    /** Sorted by ARN. */
    public List<Pipe> list() {
        return documents.list();
    }

    public Optional<Pipe> find(String arn) {
        return documents.get(arn);
    }

    /** @throws AwsException NotFoundException if there is no such pipe */
    Pipe require(String arn) {
        return find(arn).orElseThrow(() -> missing(arn));
    }

    public void put(Pipe pipe) {
        documents.put(pipe.arn(), pipe);
    }

    public Documents<Pipe> documents() {
        return documents;
    }

    static AwsException missing(String arn) {
        return AwsException.of(
                "NotFoundException", 404, "Pipe " + arn.substring(arn.lastIndexOf('/') + 1) + " does not exist.");
    }

    static AwsException conflict(String name, String message) {
        return AwsException.of("ConflictException", 409, message)
                .with("resourceId", TextNode.valueOf(name))
                .with("resourceType", TextNode.valueOf("Pipe"));
    }

    static AwsException tooMany(int most) {
        return AwsException.of("ServiceQuotaExceededException", 402, "An account can have at most " + most + " pipes.")
                .with("resourceId", TextNode.valueOf("pipe"))
                .with("resourceType", TextNode.valueOf("Pipe"))
                .with("serviceCode", TextNode.valueOf("pipes"))
                .with("quotaCode", TextNode.valueOf("pipes"));
    }
}
