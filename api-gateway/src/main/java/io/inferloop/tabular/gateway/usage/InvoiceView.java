package io.inferloop.tabular.gateway.usage;

import io.inferloop.tabular.platform.messaging.BatchConsumer;
import io.inferloop.tabular.platform.messaging.BatchHandler;
import io.inferloop.tabular.platform.messaging.Messaging;
import io.inferloop.tabular.platform.messaging.Received;
import io.inferloop.tabular.schemas.billing.Invoice;
import io.inferloop.tabular.schemas.topic.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** Follows the invoices that billing publishes. Billing writes in transactions, so only committed records count. */
@Component
class InvoiceView implements BatchHandler<Invoice> {

    private final Invoices invoices;

    InvoiceView(Invoices invoices) {
        this.invoices = invoices;
    }

    @Override
    public void handle(List<Received<Invoice>> batch) {
        Map<String, Invoices.State> newest = HashMap.newHashMap(batch.size());
        for (Received<Invoice> received : batch) {
            Invoice invoice = received.required();
            newest.merge(
                    invoice.getOrganizationId() + "|" + invoice.getPeriod(),
                    new Invoices.State(
                            invoice.getOrganizationId(),
                            invoice.getPeriod(),
                            invoice.getSequence(),
                            InvoiceMapping.document(invoice)),
                    (one, other) -> one.sequence() >= other.sequence() ? one : other);
        }
        invoices.upsert(newest.values());
    }

    @Configuration(proxyBeanMethods = false)
    static class Consumer {

        @Bean
        BatchConsumer<Invoice> invoiceStates(InvoiceView view, Messaging messaging) {
            return BatchConsumer.of(Topics.INVOICES, "api-gateway-invoices")
                    .handler(view)
                    .build(messaging);
        }
    }
}
