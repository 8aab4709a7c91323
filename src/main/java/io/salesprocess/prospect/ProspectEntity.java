package io.salesprocess.prospect;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;

@Entity
@Table(name = "prospect")
class ProspectEntity {

    @Id
    UUID id;

    String name;
    String email;
    String phone;
    String company;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "erased_at")
    Instant erasedAt;

    @Version
    long version;

    /** What is known of the person. */
    Person person() {
        return new Person(name, email, phone, company);
    }

    /** Makes this what is known of the person. */
    void fill(Person person) {
        name = person.name();
        email = person.email();
        phone = person.phone();
        company = person.company();
    }
}
