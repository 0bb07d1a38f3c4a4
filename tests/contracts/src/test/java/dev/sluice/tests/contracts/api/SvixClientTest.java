package dev.sluice.tests.contracts.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.svix.Svix;
import com.svix.SvixOptions;
import com.svix.api.ApplicationListOptions;
import com.svix.exceptions.ApiException;
import com.svix.models.AppPortalAccessIn;
import com.svix.models.ApplicationIn;
import com.svix.models.ApplicationOut;
import com.svix.models.ApplicationPatch;
import com.svix.models.EndpointHeadersIn;
import com.svix.models.EndpointHeadersPatchIn;
import com.svix.models.EndpointIn;
import com.svix.models.EndpointOut;
import com.svix.models.EndpointPatch;
import com.svix.models.EndpointSecretRotateIn;
import com.svix.models.EndpointUpdate;
import com.svix.models.EventTypeIn;
import com.svix.models.EventTypePatch;
import com.svix.models.EventTypeUpdate;
import com.svix.models.OperationalWebhookEndpointIn;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The official client for Java, as it is published, against the API: only its server is another one. */
class SvixClientTest {

    private static final URI URL = URI.create("https://127.0.0.1:1/hook");

    private static ApiStack stack;
    private static HttpDoor door;
    private static Svix svix;

    @BeforeAll
    static void start(@TempDir Path data) {
        stack = new ApiStack(data);
        door = new HttpDoor(stack);
        svix = client(stack.token("operator", ""));
    }

    private static Svix client(String token) {
        SvixOptions options = new SvixOptions();
        options.setServerUrl(door.url());
        return new Svix(token, options);
    }

    @AfterAll
    static void stop() {
        door.close();
        stack.close();
    }

    @Test
    void applications() throws Exception {
        ApplicationOut created =
                svix.getApplication().create(new ApplicationIn().name("Blue").uid("blue"));
        assertThat(svix.getApplication()
                        .getOrCreate(new ApplicationIn().name("Other").uid("blue")))
                .isEqualTo(created);
        assertThat(svix.getApplication().get("blue")).isEqualTo(created);
        assertThat(svix.getApplication()
                        .update("blue", new ApplicationIn().name("Green").uid("blue"))
                        .getName())
                .isEqualTo("Green");
        assertThat(svix.getApplication()
                        .patch(created.getId(), new ApplicationPatch().name("Red"))
                        .getName())
                .isEqualTo("Red");
        svix.getApplication().create(new ApplicationIn().name("Second"));
        ApplicationListOptions one = new ApplicationListOptions();
        one.setLimit(1L);
        assertThat(svix.getApplication().list(one).getDone()).isFalse();
        svix.getApplication().delete("blue");
        assertThatThrownBy(() -> svix.getApplication().get("blue"))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.getCode()).isEqualTo(404));
    }

    @Test
    void endpoints() throws Exception {
        String app =
                svix.getApplication().create(new ApplicationIn().name("Blue")).getId();
        String type = "order.placed";
        EndpointOut created = svix.getEndpoint()
                .create(
                        app,
                        new EndpointIn()
                                .url(URL)
                                .uid("mine")
                                .filterTypes(Set.of(type))
                                .metadata(Map.of("a", "b")));
        assertThat(created.getFilterTypes()).containsExactly(type);
        assertThat(svix.getEndpoint().get(app, "mine")).isEqualTo(created);
        assertThat(svix.getEndpoint().list(app).getData()).containsExactly(created);
        assertThat(svix.getEndpoint()
                        .patch(app, "mine", new EndpointPatch().description("words"))
                        .getDescription())
                .isEqualTo("words");
        assertThat(svix.getEndpoint()
                        .update(app, "mine", new EndpointUpdate().url(URL).uid("mine"))
                        .getDescription())
                .isEmpty();

        String secret = svix.getEndpoint().getSecret(app, "mine").getKey();
        svix.getEndpoint().rotateSecret(app, "mine", new EndpointSecretRotateIn());
        assertThat(svix.getEndpoint().getSecret(app, "mine").getKey())
                .isNotEqualTo(secret)
                .startsWith("whsec_");

        svix.getEndpoint()
                .updateHeaders(app, "mine", new EndpointHeadersIn().headers(Map.of("X-A", "1", "X-Token", "t")));
        svix.getEndpoint().patchHeaders(app, "mine", new EndpointHeadersPatchIn().headers(Map.of("X-B", "2")));
        assertThat(svix.getEndpoint().getHeaders(app, "mine").getHeaders()).isEqualTo(Map.of("X-A", "1", "X-B", "2"));
        assertThat(svix.getEndpoint().getHeaders(app, "mine").getSensitive()).containsExactly("X-Token");
        svix.getEndpoint().delete(app, "mine");
        assertThat(svix.getEndpoint().list(app).getData()).isEmpty();
    }

    @Test
    void eventTypes() throws Exception {
        svix.getEventType()
                .create(new EventTypeIn().name("a.b").description("d").groupName("a"));
        assertThat(svix.getEventType().get("a.b").getGroupName()).isEqualTo("a");
        assertThat(svix.getEventType()
                        .update("a.b", new EventTypeUpdate().description("e"))
                        .getDescription())
                .isEqualTo("e");
        assertThat(svix.getEventType()
                        .patch("a.b", new EventTypePatch().deprecated(true))
                        .getDeprecated())
                .isTrue();
        assertThat(svix.getEventType().list().getData()).extracting("name").contains("a.b");
        svix.getEventType().delete("a.b");
        assertThat(svix.getEventType().get("a.b").getArchived()).isTrue();
    }

    @Test
    void portalAccessAndTheOwnersWebhooks() throws Exception {
        String app =
                svix.getApplication().create(new ApplicationIn().name("Blue")).getId();
        String visitor = svix.getAuthentication()
                .appPortalAccess(app, new AppPortalAccessIn())
                .getToken();
        assertThat(client(visitor).getEndpoint().list(app).getData()).isEmpty();
        String endpoint = svix.getOperationalWebhookEndpoint()
                .create(new OperationalWebhookEndpointIn().url(URL))
                .getId();
        assertThat(svix.getOperationalWebhookEndpoint().get(endpoint).getUrl()).isEqualTo(URL);
        svix.getOperationalWebhookEndpoint().delete(endpoint);
    }

    @Test
    void whatIsWrongIsReportedToTheClient() {
        assertThatThrownBy(() -> client("nonsense").getApplication().list())
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.getCode()).isEqualTo(401));
        assertThatThrownBy(() -> svix.getApplication().create(new ApplicationIn().name("")))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.getCode()).isEqualTo(422));
    }
}
