/** The review pack, as a page to read, print and file: each row with what serves it and live facts. Pure. */
import { POST_NAMES, type ReviewState, WHY_NAMES } from '../../lib/protocol/review.ts'
import { headOf, html, type Html } from '../public-page/html.ts'
import type { Evidence, Table } from './table.ts'
import { PARTS } from './rows/all.ts'
import type { EvidenceId, Row } from './rows/row.ts'

export interface PackOf {
  readonly school: string
  readonly state: ReviewState
  readonly evidence: Evidence
  /** Who made it, by role. */
  readonly by: string
}

export const PACK_STYLE = '/admin/review/pack.css'

const BY: Readonly<Record<Row['by'], string>> = {
  kerb: 'Shown by Kerb',
  both: 'Kerb and the school',
  school: 'The school',
  other: 'Somebody else must',
}

export function reviewPack(of: PackOf): string {
  const { school, state, evidence } = of
  const title = `Filtering and monitoring review: ${school}`
  return html`<!doctype html>
    <html lang="en-GB">
      ${headOf(title, PACK_STYLE)}
      <body>
        <header>
          <h1>${title}</h1>
          <p>
            Made by Kerb on ${new Date(state.at).toISOString().slice(0, 10)} for ${of.by}, from what is in
            force and on record. No pupil is named. What people did is counted in whole days, rounded down to
            fives, and what is under five, none too, is not told apart. The rows are paraphrased: read them
            beside the texts of the year.
          </p>
        </header>
        <main>
          ${people(state)} ${reviews(state)}
          ${PARTS.map(
            ({ title: part, rows }, i) =>
              html`<section aria-labelledby="part-${i}">
                <h2 id="part-${i}">${part}</h2>
                ${rows.map((row) => rowOf(row, state))}
              </section>`,
          )}
          <section aria-labelledby="facts">
            <h2 id="facts">Facts</h2>
            ${Object.entries(evidence).map(([id, table]) => tableOf(id as EvidenceId, table))}
          </section>
        </main>
      </body>
    </html> `.markup
}

function rowOf({ id, asks, by, how, evidence }: Row, { rows }: ReviewState): Html {
  const own = rows.find((row) => row.id === id)?.words ?? ''
  const missing = own === '' && by !== 'kerb'
  return html`<article aria-labelledby="row-${id}">
    <h3 id="row-${id}"><span class="id">${id}</span> ${asks}</h3>
    <p><strong>${BY[by]}.</strong> ${how}</p>
    ${evidence.length === 0 ? null : html`<p class="soft">Facts: ${links(evidence)}</p>`}
    ${own === '' ? null : html`<p class="own"><strong>The school:</strong> ${own}</p>`}
    ${missing ? html`<p class="soft">The school has written nothing here yet.</p>` : null}
  </article> `
}

const links = (ids: readonly EvidenceId[]): Html[] =>
  ids.map((id, i) => html`${i === 0 ? '' : ', '}<a href="#fact-${id}">${id}</a>`)

const tableOf = (id: EvidenceId, { title, head, rows, none }: Table): Html =>
  html`<div class="fact" id="fact-${id}">
    <h3>${title}</h3>
    ${
      rows.length === 0
        ? html`<p>${none}</p>`
        : html`<div class="wide" role="region" tabindex="0" aria-label="${title}">
            <table>
              <thead>
                <tr>
                  ${head.map((cell) => html`<th scope="col">${cell}</th>`)}
                </tr>
              </thead>
              <tbody>
                ${rows.map(
                  (row) =>
                    html`<tr>
                      ${row.map((cell) => html`<td>${cell}</td>`)}
                    </tr>`,
                )}
              </tbody>
            </table>
          </div>`
    }
  </div> `

const people = ({ people: all }: ReviewState): Html =>
  html`<section aria-labelledby="fact-people">
    <h2 id="fact-people">Who answers for it</h2>
    <dl>
      ${all.map(
        ({ post, name }) =>
          html`<div>
            <dt>${POST_NAMES[post]}</dt>
            <dd>${name === '' ? 'not written down' : name}</dd>
          </div>`,
      )}
    </dl>
  </section>`

const reviews = ({ reviews: all, due }: ReviewState): Html =>
  html`<section aria-labelledby="fact-reviews">
    <h2 id="fact-reviews">Reviews</h2>
    <p>${due === null ? 'No yearly review is on record.' : `The next yearly review is due by ${due}.`}</p>
    ${all.map(
      ({ held, why, who, found, actions }) =>
        html`<article>
          <h3>${held}: ${WHY_NAMES[why]}</h3>
          <p><strong>Took part:</strong> ${who}</p>
          <p>${found}</p>
          <ul>
            ${actions.map(
              ({ what, who: owner, due: by, done, outcome }) =>
                html`<li>
                  ${what} (${owner}, by ${by}):
                  ${done === null ? 'open' : `done ${new Date(done).toISOString().slice(0, 10)}, ${outcome ?? ''}`}
                </li>`,
            )}
          </ul>
        </article> `,
    )}
  </section>`
