package io.salesprocess.paper.render;

import java.util.List;

/**
 * What every page of the sender has in common.
 *
 * @param name of the sender
 * @param address its lines
 * @param contact lines such as a telephone number and a web address
 * @param footer what stands at the foot of each page, such as the register and the bank
 * @param logo a picture, or null
 */
public record Letterhead(String name, List<String> address, List<String> contact, List<String> footer, Logo logo) {

    /**
     * A picture as bytes.
     *
     * @param mediaType {@code image/png} or {@code image/jpeg}
     */
    public record Logo(String mediaType, byte[] bytes) {}
}
