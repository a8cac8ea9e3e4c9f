import type { TargetedEvent } from 'preact'
import { AUDIENCES } from '../../lib/policy/agreement.ts'
import { LONGEST_BODY } from '../../lib/protocol/agreement.ts'
import adult from '../../docs/samples/agreement-adult.md?raw'
import child from '../../docs/samples/agreement-child.md?raw'
import { attempt } from '../state.ts'
import { agreementApi } from './api.ts'
import { change, clearDraft, draft, problems, readDraft, startFrom, takePdf } from './draft.ts'
import { Preview } from './Preview.tsx'
import { Questions } from './Questions.tsx'
import { readWritten } from './sample.ts'
import { loadNumbers, publications, writing } from './state.ts'
import { AUDIENCE_NAMES } from './words.ts'

const SAMPLES = { child, adult }

/** A new text: words or a PDF, and questions; nothing is kept before it is published. */
export const Editor = () => (
  <form class="agreement-form" aria-labelledby="agreement-new" noValidate onSubmit={publish}>
    <h4 id="agreement-new">A new text</h4>
    <Audience />
    <div class="actions">
      <button type="button" class="button" onClick={useSample}>
        Start from the sample
      </button>
    </div>
    <label class="field">
      <span>Title</span>
      <input
        value={draft.value.title}
        maxLength={120}
        autocomplete="off"
        onInput={(event) => change({ title: event.currentTarget.value })}
      />
    </label>
    <Words />
    <Pdf />
    <Questions />
    <Problems />
    <p class="soft small">
      Everybody it is for is asked as soon as it is published, also those who agreed to the text before it.
    </p>
    <div class="actions">
      <button type="submit" class="button button--main">
        Publish
      </button>
      <button type="button" class="button button--quiet" onClick={putAway}>
        Put away
      </button>
    </div>
  </form>
)

const Audience = () => (
  <fieldset class="ticks">
    <legend>Who reads it</legend>
    {AUDIENCES.map((audience) => (
      <label key={audience}>
        <input
          type="radio"
          name="audience"
          checked={draft.value.audience === audience}
          onChange={() => change({ audience })}
        />
        <span>{AUDIENCE_NAMES[audience]}</span>
      </label>
    ))}
  </fieldset>
)

const Words = () => (
  <div class="agreement-words">
    <div class="field">
      <label htmlFor="agreement-body">
        {draft.value.pdf === null ? 'Agreement' : 'Summary of the PDF (optional)'}
      </label>
      <textarea
        id="agreement-body"
        rows={14}
        maxLength={LONGEST_BODY}
        value={draft.value.body}
        aria-describedby="agreement-markdown"
        onInput={(event) => change({ body: event.currentTarget.value })}
      />
      <p id="agreement-markdown" class="soft small">
        A line that begins with ## is a heading, with - an item of a list. **Two stars** make words strong.
      </p>
    </div>
    <Preview markdown={draft.value.body} />
  </div>
)

const Pdf = () => (
  <div class="field">
    <label htmlFor="agreement-pdf">Or a PDF, 2 MB at most</label>
    {draft.value.pdf === null ? (
      <input id="agreement-pdf" type="file" accept=".pdf,application/pdf" onChange={choose} />
    ) : (
      <p class="actions">
        <span>{draft.value.pdf.name}</span>
        <button type="button" class="button" onClick={() => change({ pdf: null })}>
          Take the PDF out
        </button>
      </p>
    )}
  </div>
)

const Problems = () => (
  <div role="alert">
    {problems.value.length > 0 && (
      <div class="note">
        <p>
          <strong>It is not published yet:</strong>
        </p>
        <ul>
          {problems.value.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      </div>
    )}
  </div>
)

const useSample = (): void => startFrom(draft.value.audience, readWritten(SAMPLES[draft.value.audience]))

function choose(event: TargetedEvent<HTMLInputElement>): void {
  const input = event.currentTarget
  const [file] = input.files ?? []
  if (file) void attempt(() => takePdf(file))
  // The same file, saved anew, can be chosen again.
  input.value = ''
}

function publish(event: TargetedEvent<HTMLFormElement, SubmitEvent>): void {
  event.preventDefault()
  const text = readDraft()
  if (text === null) return
  void attempt(async () => {
    publications.value = (await agreementApi.publish(text)).publications
    putAway()
    await loadNumbers()
  }, `“${text.title}” is published. Devices are told now.`)
}

function putAway(): void {
  writing.value = false
  clearDraft()
}
