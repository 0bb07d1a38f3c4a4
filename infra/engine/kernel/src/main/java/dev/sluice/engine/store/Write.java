package dev.sluice.engine.store;

import java.sql.SQLException;

/** A unit of work against the store. */
@FunctionalInterface
public interface Write<T> {

    /** Does the work; throwing undoes all of it. */
    T apply(Tx tx) throws SQLException;
}
