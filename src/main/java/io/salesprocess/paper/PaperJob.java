package io.salesprocess.paper;

import io.salesprocess.paper.render.PaperOrder;
import java.util.HexFormat;

/** Pages to be made, and the template that they are made from. */
record PaperJob(PaperOrder order, TemplateRef template) {

    String inputs() {
        return HexFormat.of().formatHex(order.hash());
    }
}
