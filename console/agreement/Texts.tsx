import { AUDIENCES, type Audience } from '../../lib/policy/agreement.ts'
import type { Publication } from '../../lib/protocol/agreement-staff.ts'
import { dateTime, plural } from '../format.ts'
import { attempt } from '../state.ts'
import { agreementApi } from './api.ts'
import { clearDraft, startFromText } from './draft.ts'
import { Editor } from './Editor.tsx'
import { loadNumbers, publications, writing } from './state.ts'
import { AUDIENCE_NAMES, megabytes } from './words.ts'

/** What is in force for whom, what was before, and the form for a new text. */
export function Texts({ list }: { list: readonly Publication[] }) {
  const before = list.filter(({ ended }) => ended !== null)
  return (
    <div class="panel">
      <h3>Texts</h3>
      <ul class="rows">
        {AUDIENCES.map((audience) => (
          <InForce key={audience} audience={audience} one={list.find(isInForce(audience))} />
        ))}
      </ul>
      {before.length > 0 && (
        <details>
          <summary>{plural(before.length, 'earlier text')}</summary>
          <ul class="rows">
            {before.map((one) => (
              <Earlier key={one.id} one={one} />
            ))}
          </ul>
        </details>
      )}
      {writing.value ? (
        <Editor />
      ) : (
        <div class="actions">
          <button type="button" class="button button--main" onClick={write}>
            Write or upload a text
          </button>
        </div>
      )}
    </div>
  )
}

const isInForce =
  (wanted: Audience) =>
  ({ audience, ended }: Publication): boolean =>
    audience === wanted && ended === null

const InForce = ({ audience, one }: { audience: Audience; one: Publication | undefined }) => (
  <li>
    <div>
      <strong>{AUDIENCE_NAMES[audience]}</strong>{' '}
      {one === undefined ? <span class="soft">no text in force: nobody is asked for it</span> : one.title}
      {one && <About one={one} />}
    </div>
    {one && (
      <div class="actions">
        <Reuse one={one} />
        <button
          type="button"
          class="button"
          aria-label={`Withdraw ${one.title}`}
          onClick={() => change(() => agreementApi.withdraw(one.name), `“${one.title}” is withdrawn.`)}
        >
          Withdraw
        </button>
      </div>
    )}
  </li>
)

const Earlier = ({ one }: { one: Publication }) => (
  <li>
    <div>
      <strong>{one.title}</strong> <span class="soft">{AUDIENCE_NAMES[one.audience]}</span>
      <About one={one} />
    </div>
    <div class="actions">
      <Reuse one={one} />
      <button
        type="button"
        class="button"
        aria-label={`Bring back ${one.title}`}
        onClick={() =>
          change(
            () => agreementApi.again(one.name),
            `“${one.title}” is in force again. Whoever agreed to it this year is not asked anew.`,
          )
        }
      >
        Bring back
      </button>
    </div>
  </li>
)

const About = ({ one: { at, by, questions, pdf, ended, withdrawn } }: { one: Publication }) => (
  <p class="soft small">
    Published {dateTime(at)}
    {by !== '' && ` by ${by}`}; {questions === 0 ? 'no questions' : plural(questions, 'question')}
    {pdf > 0 && `; PDF, ${megabytes(pdf)}`}
    {ended !== null && `; ${withdrawn ? 'withdrawn' : 'replaced'} ${dateTime(ended)}`}
  </p>
)

const Reuse = ({ one }: { one: Publication }) => (
  <button
    type="button"
    class="button button--quiet"
    aria-label={`Start from ${one.title}`}
    onClick={() =>
      void attempt(async () => {
        startFromText(await agreementApi.text(one.name))
        writing.value = true
      })
    }
  >
    Start from this
  </button>
)

function write(): void {
  clearDraft()
  writing.value = true
}

function change(ask: () => ReturnType<typeof agreementApi.texts>, done: string): void {
  void attempt(async () => {
    publications.value = (await ask()).publications
    await loadNumbers()
  }, done)
}
