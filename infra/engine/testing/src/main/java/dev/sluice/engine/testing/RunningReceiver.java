package dev.sluice.engine.testing;

import java.net.InetSocketAddress;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/** A fast receiver that is always well: Jetty, which reads each body and answers 200. */
public final class RunningReceiver implements AutoCloseable {

    private final Server server;

    private RunningReceiver(Server server) {
        this.server = server;
    }

    public static RunningReceiver start() throws Exception {
        Server server = new Server(new InetSocketAddress("127.0.0.1", 0));
        server.setHandler(new Handler.Abstract.NonBlocking() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                Content.Source.consumeAll(request, callback);
                return true;
            }
        });
        server.start();
        return new RunningReceiver(server);
    }

    public String url() {
        return "http://127.0.0.1:" + ((ServerConnector) server.getConnectors()[0]).getLocalPort() + "/in";
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }
}
