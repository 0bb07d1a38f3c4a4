package dev.sluice.bench.subject;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** The heap of another Java process of ours, over its local management agent. */
public final class Heap implements AutoCloseable {

    private final JMXConnector connector;
    private final MemoryMXBean memory;

    private Heap(JMXConnector connector, MemoryMXBean memory) {
        this.connector = connector;
        this.memory = memory;
    }

    /** @throws UncheckedIOException if the process cannot be attached to */
    // The peer is a process that we started ourselves, at an address that it reported over its own socket.
    @SuppressWarnings("BanJNDI")
    static Heap of(long process) {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(process));
            String address = machine.startLocalManagementAgent();
            machine.detach();
            JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(address));
            return new Heap(
                    connector,
                    ManagementFactory.newPlatformMXBeanProxy(
                            connector.getMBeanServerConnection(),
                            ManagementFactory.MEMORY_MXBEAN_NAME,
                            MemoryMXBean.class));
        } catch (IOException e) {
            throw new UncheckedIOException("no heap to look at in process " + process, e);
        } catch (AttachNotSupportedException e) {
            throw new IllegalStateException("process " + process + " does not let itself be looked at", e);
        }
    }

    /** What is in use after a full collection, in bytes; the process stands still while it collects. */
    public long used() {
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }

    @Override
    public void close() {
        try {
            connector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
