import type { AgreementNumbers } from '../../lib/protocol/agreement-staff.ts'
import { countsInWords, figuresInWords } from './words.ts'

/** How many have agreed, of all and by group: nobody's name. */
export const Numbers = ({ counted }: { counted: AgreementNumbers }) =>
  counted.inFives ? <InFives counted={counted} /> : <Exact counted={counted} />

const InFives = ({ counted: { all, groups } }: { counted: AgreementNumbers & { inFives: true } }) => (
  <div class="panel">
    <h3>Agreed: {figuresInWords(all)}</h3>
    <p class="soft small">
      Rounded down to fives; fewer than 5 may be none. A group of fewer than 5 has no line of its own.
    </p>
    {groups.length > 1 && (
      <ul class="rows">
        {groups.map(({ name, counts }) => (
          <li key={name}>
            <strong>{name}</strong> <span>{figuresInWords(counts)}</span>
          </li>
        ))}
      </ul>
    )}
  </div>
)

const Exact = ({ counted: { all, groups } }: { counted: AgreementNumbers & { inFives: false } }) => (
  <div class="panel">
    <h3>{all.asked === 0 ? 'Nobody is asked yet' : `Agreed: ${countsInWords(all)}`}</h3>
    {all.asked === 0 ? (
      <p class="soft">
        People are asked once a text is published and their group in the policy says <code>agreement</code>.
      </p>
    ) : (
      groups.length > 1 && (
        <ul class="rows">
          {groups.map(({ name, counts }) => (
            <li key={name}>
              <strong>{name}</strong> <span>{countsInWords(counts)}</span>
            </li>
          ))}
        </ul>
      )
    )}
  </div>
)
