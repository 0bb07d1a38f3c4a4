package dev.sluice.delivery.api;

import java.util.List;

/** The operations of one resource. */
@FunctionalInterface
public interface Operations {

    List<Operation> operations();
}
