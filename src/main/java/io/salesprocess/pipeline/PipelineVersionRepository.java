package io.salesprocess.pipeline;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.salesprocess.pipeline.domain.PipelineRef;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

@Singleton
class PipelineVersionRepository implements PanacheRepositoryBase<PipelineVersionEntity, PipelineVersionEntity.Id> {

    Optional<PipelineVersionEntity> findByRef(PipelineRef ref) {
        return find("id.key = ?1 and id.version = ?2", ref.key(), ref.version()).firstResultOptional();
    }

    Optional<Integer> newestNumber(String key) {
        return Optional.ofNullable(find("select max(id.version) from PipelineVersionEntity where id.key = ?1", key)
                .project(Integer.class)
                .firstResult());
    }

    List<PipelineVersionEntity> newestAfter(String key, int limit) {
        return find(
                        "from PipelineVersionEntity p where p.id.key > ?1 and p.id.version ="
                                + " (select max(q.id.version) from PipelineVersionEntity q where q.id.key = p.id.key)"
                                + " order by p.id.key",
                        key)
                .page(0, limit)
                .list();
    }
}
