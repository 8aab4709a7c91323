package io.salesprocess.platform.api;

import jakarta.inject.Singleton;
import jakarta.validation.valueextraction.ExtractedValue;
import jakarta.validation.valueextraction.ValueExtractor;
import java.util.List;

/**
 * Has Bean Validation look at the first elements of a list only. A body can hold tens of thousands of wrong ones, and each
 * would become a violation of a kilobyte before anything could be left out. Every list whose elements have constraints is
 * limited to {@link #MOST} by {@code @Size}, so a longer one is refused all the same.
 */
@Singleton
class FirstElements implements ValueExtractor<List<@ExtractedValue ?>> {

    /** The longest list that a request may hold. */
    static final int MOST = 100;

    @Override
    public void extractValues(List<?> list, ValueReceiver receiver) {
        int i = 0;
        for (Object element : list) {
            if (i == MOST) {
                return;
            }
            receiver.indexedValue("<list element>", i, element);
            i++;
        }
    }
}
