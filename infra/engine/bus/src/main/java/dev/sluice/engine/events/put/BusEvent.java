package dev.sluice.engine.events.put;

import dev.sluice.engine.events.bus.BusKey;
import java.time.Instant;

/**
 * An event that a bus has taken in.
 *
 * @param id the envelope's id
 * @param subject the id that stays the same from the first hop on ({@code /detail/metadata/id}); empty if there is none
 * @param bus the bus that took it in
 * @param text the envelope, compact JSON
 * @param at when the bus took it in
 * @param forwarded whether another bus sent it: such an event goes to no third bus
 * @param trace the X-Ray trace header; empty if there is none
 */
public record BusEvent(
        String id, String subject, BusKey bus, String text, Instant at, boolean forwarded, String trace) {}
