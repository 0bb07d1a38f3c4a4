package dev.sluice.engine.store;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Maps one row of a result. */
@FunctionalInterface
public interface Row<T> {

    T map(ResultSet row) throws SQLException;
}
