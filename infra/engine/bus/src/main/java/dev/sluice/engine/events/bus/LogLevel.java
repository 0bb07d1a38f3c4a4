package dev.sluice.engine.events.bus;

/** How much a bus logs: its level and all before it. */
public enum LogLevel {
    OFF,
    ERROR,
    INFO,
    TRACE;

    /** The kind of log, as vended log delivery names it, that has the records of this level. */
    public String logType() {
        return name() + "_LOGS";
    }
}
