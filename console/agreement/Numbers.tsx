import type { AgreementNumbers } from '../../lib/protocol/agreement-staff.ts'
import { countsInWords } from './words.ts'

/** How many have agreed, of all and by group: nobody's name. */
export const Numbers = ({ counted: { all, groups } }: { counted: AgreementNumbers }) => (
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
