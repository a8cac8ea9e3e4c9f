/** Counters for the network manager's monitoring. Numbers only: no label holds a person, a device or an address. */
import { Counter, Gauge, Histogram, Registry } from '@prometheus-io/client'

export class Metrics {
  readonly registry = new Registry()
  readonly requests = new Counter({
    name: 'kerb_requests_total',
    help: 'Requests answered, by route and status.',
    labelNames: ['route', 'status'] as const,
    registers: [this.registry],
  })
  readonly seconds = new Histogram({
    name: 'kerb_request_seconds',
    help: 'Time to answer, by route.',
    labelNames: ['route'] as const,
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 1, 5],
    registers: [this.registry],
  })
  readonly rows = new Counter({
    name: 'kerb_rows_stored_total',
    help: 'Activity rows stored.',
    registers: [this.registry],
  })
  readonly unreadable = new Counter({
    name: 'kerb_rows_unreadable_total',
    help: 'Activity rows that could not be opened.',
    registers: [this.registry],
  })
  readonly installations = new Gauge({
    name: 'kerb_installations',
    help: 'Installations, by enrolment state.',
    labelNames: ['state'] as const,
    registers: [this.registry],
  })
}
