package dev.sluice.engine.sqs.message;

import dev.sluice.engine.store.Tx;
import java.sql.SQLException;

/** A message that was accepted and is not yet on its queue. */
public interface Send {

    /** The message's id. After {@link #apply}, if a FIFO queue found a duplicate: the id of the message sent before. */
    String messageId();

    /** Puts the message within a write; readers are signalled after the commit. Called once. */
    void apply(Tx tx) throws SQLException;
}
