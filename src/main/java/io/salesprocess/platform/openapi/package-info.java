/**
 * The head of the OpenAPI document: what it says about the service as a whole. The operations describe themselves
 * where they are, each under one of the tags listed here. The version is that of the API: it changes when the contract
 * does, not with every build.
 */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Sales Process",
                        version = "1.0",
                        description =
                                "The sales process as a service: deals move through the stages of a pipeline in order, "
                                        + "each stage is left only when its exit criteria are met, "
                                        + "and every step is kept in a history that cannot be changed.",
                        contact = @Contact(name = "The maintainers of Sales Process"),
                        license =
                                @License(
                                        name = "Apache-2.0",
                                        url = "https://www.apache.org/licenses/LICENSE-2.0.html")),
        servers = @Server(url = "/", description = "The server that this document came from"),
        tags = {
            @Tag(name = "Pipelines", description = "What a process is: stages, exit criteria and their versions"),
            @Tag(name = "Offerings", description = "The products and services that are sold"),
            @Tag(name = "Forms", description = "On-line forms and what prospects filled in"),
            @Tag(name = "Prospects", description = "People and companies that have shown interest"),
            @Tag(name = "Salespeople", description = "Those who own deals"),
            @Tag(name = "Deals", description = "One prospect's way through a pipeline, and its history"),
            @Tag(name = "Evidence", description = "What is recorded on a deal, and what exit criteria are judged by"),
            @Tag(name = "Proposals", description = "Negotiation: offers that go back and forth"),
            @Tag(name = "Documents", description = "Welcome letters and contracts"),
            @Tag(name = "Payments", description = "Money received for won deals, and money given back"),
            @Tag(name = "Insights", description = "What the histories of all deals add up to"),
            @Tag(name = "API keys", description = "Who may call, and what each caller may do")
        })
package io.salesprocess.platform.openapi;

import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.info.Contact;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.servers.Server;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
