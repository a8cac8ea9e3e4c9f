/** On the school's page: the way to the audit. */
import { TO_AUDIT } from '../lessons/route.ts'

export const AuditPart = () => (
  <section aria-labelledby="audit">
    <h2 id="audit" tabIndex={-1}>
      Audit
    </h2>
    <div class="panel">
      <p>Who did what and when, in the console and at the server. It is kept for good.</p>
      <div class="actions">
        <a class="button" href={TO_AUDIT}>
          Read the audit
        </a>
      </div>
    </div>
  </section>
)
