package dev.sluice.engine.events.put;

import java.util.List;

/** An enabled rule, ready to take events: its name and the ways to its targets. */
public record Route(String rule, String pattern, List<Inlet> inlets) {}
