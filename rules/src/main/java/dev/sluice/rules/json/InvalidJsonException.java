package dev.sluice.rules.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;

/** JSON that the parser takes and that cannot be worked with all the same; the message says where and why. */
public final class InvalidJsonException extends JsonProcessingException {

    private static final long serialVersionUID = 1L;

    InvalidJsonException(String message, Throwable cause) {
        super(message, cause);
    }

    /** What went wrong where the parser stands. */
    static InvalidJsonException at(JsonParser parser, Throwable cause) {
        var place = parser.currentLocation();
        String pointer = parser.getParsingContext().pathAsPointer().toString();
        return new InvalidJsonException(
                "line " + place.getLineNr() + ", column " + place.getColumnNr() + ", "
                        + (pointer.isEmpty() ? "/" : pointer) + ": " + reason(cause),
                cause);
    }

    private static String reason(Throwable cause) {
        if (cause instanceof StackOverflowError) {
            return "is nested too deeply";
        }
        return cause instanceof ArithmeticException
                ? "has an exponent beyond " + Numbers.EXPONENT
                : "cannot be read: " + cause.getMessage();
    }
}
