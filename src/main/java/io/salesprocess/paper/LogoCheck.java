package io.salesprocess.paper;

import io.salesprocess.platform.api.FieldError;
import io.salesprocess.platform.api.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Iterator;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Reads a logo that a caller sends. Its size is looked at before its pixels are, as a small file can hold a huge picture. */
final class LogoCheck {

    private static final int MOST_PIXELS = 4000;
    private static final Map<String, String> FORMATS = Map.of("image/png", "png", "image/jpeg", "jpeg");

    private LogoCheck() {}

    /** The bytes of the file; refused is what is no such picture, or too large a one. */
    static byte[] read(LetterheadBody.LogoBody logo) {
        String format = FORMATS.get(logo.mediaType());
        if (format == null) {
            throw refuse("/logo/mediaType", "must be image/png or image/jpeg");
        }
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(logo.data());
        } catch (IllegalArgumentException e) {
            throw refuse("/logo/data", "must be Base64");
        }
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
        ImageReader reader = readers.next();
        try (ImageInputStream input = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
            reader.setInput(input);
            if (reader.getWidth(0) > MOST_PIXELS || reader.getHeight(0) > MOST_PIXELS) {
                throw refuse("/logo/data", "must be at most " + MOST_PIXELS + " pixels wide and high");
            }
            reader.read(0);
        } catch (IOException | RuntimeException e) {
            if (e instanceof ProblemException refusal) {
                throw refusal;
            }
            throw refuse("/logo/data", "must be a picture of the type " + logo.mediaType());
        } finally {
            reader.dispose();
        }
        return bytes;
    }

    private static ProblemException refuse(String pointer, String detail) {
        return ProblemException.invalid(FieldError.at(pointer, detail));
    }
}
