package io.salesprocess.platform.database;

import io.agroal.api.AgroalPoolInterceptor;
import jakarta.inject.Singleton;
import java.sql.Connection;

/**
 * Refuses a second connection within a plain transaction: what was written there would belong to another
 * transaction's, and many at once would wait for each other's connections. It is what entities would ask for.
 */
@Singleton
class OneConnection implements AgroalPoolInterceptor {

    @Override
    public void onConnectionAcquire(Connection connection) {
        UnitOfWork unit = UnitOfWork.current();
        if (unit != null && unit.isPlain()) {
            throw new IllegalStateException("A plain transaction has its connection; entities cannot be used in it.");
        }
    }
}
