package io.salesprocess.intake;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;

/** An answer from an encoded form, where everything is text: which type it has, only the form's question can tell. */
record EncodedText(@JsonValue List<String> values) {}
