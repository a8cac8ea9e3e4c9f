/** Clauses of the agreement: the sentence a pupil reads on a stopped page, and which categories each stands behind. */
import { useSignal } from '@preact/signals'
import { CATEGORIES, isLocked } from '../../lib/policy/categories.ts'
import { Form, Line } from '../Form.tsx'
import { plural } from '../format.ts'
import { Choice, Text } from './Fields.tsx'
import { draft, inDraft, send, setTo, settingTo } from './state.ts'

export function Clauses() {
  const clauses = Object.entries(draft.value?.document.clauses ?? {})
  const options = [['', 'None'] as const, ...clauses.map(([id, words]) => [id, words.slice(0, 80)] as const)]
  return (
    <section aria-labelledby="policy-clauses">
      <h2 id="policy-clauses">Clauses</h2>
      <p class="soft small">
        Sentences of your agreement. A stopped page names the clause that it was stopped for. Own sites choose
        theirs under Groups.
      </p>
      <div class="panel">
        {clauses.length === 0 && <p class="empty">No clause yet.</p>}
        {clauses.map(([id]) => (
          <One key={id} id={id} />
        ))}
        <Add />
      </div>
      {clauses.length > 0 && (
        <div class="panel">
          <h3>Which categories a clause stands behind</h3>
          <div class="policy__columns">
            {CATEGORIES.filter(({ id }) => !isLocked(id)).map(({ id, name }) => (
              <Choice key={id} path={['categoryClauses', id]} label={name} options={options} usual="" />
            ))}
          </div>
        </div>
      )}
    </section>
  )
}

function One({ id }: { id: string }) {
  const uses = usesOf(id)
  return (
    <div class="policy__clause">
      <Text path={['clauses', id]} label={`Clause ${id}`} most={500} />
      <div class="actions">
        {uses.sites > 0 ? (
          <p class="soft small">{plural(uses.sites, 'own site names', 'own sites name')} it.</p>
        ) : (
          <button
            type="button"
            class="button button--quiet"
            onClick={() =>
              void send([
                ...uses.categories.map((category) => settingTo(['categoryClauses', category], undefined)),
                settingTo(['clauses', id], undefined),
              ])
            }
          >
            Take out<span class="visually-hidden">: clause {id}</span>
          </button>
        )}
      </div>
    </div>
  )
}

function usesOf(id: string): { readonly sites: number; readonly categories: readonly string[] } {
  const { groups = {}, categoryClauses = {} } = draft.value?.document ?? {}
  return {
    sites: Object.values(groups).flatMap(({ entries }) => entries.filter(({ clause }) => clause === id))
      .length,
    categories: Object.entries(categoryClauses).flatMap(([category, clause]) =>
      clause === id ? [category] : [],
    ),
  }
}

function Add() {
  const words = useSignal('')
  const wrong = useSignal('')
  const add = async (): Promise<void> => {
    const sentence = words.value.trim()
    wrong.value = sentence === '' ? 'Write the sentence.' : ''
    if (sentence === '') return
    if (await setTo(['clauses', nameFor(sentence)], sentence)) words.value = ''
  }
  return (
    <Form class="form form--line" send={add}>
      <Line
        label="A new clause"
        maxLength={500}
        of={words}
        aria-invalid={wrong.value !== ''}
        aria-describedby="policy-clause-wrong"
      />
      <button type="submit" class="button">
        Add the clause
      </button>
      <p id="policy-clause-wrong" role="alert" class="small policy__wrong">
        {wrong.value}
      </p>
    </Form>
  )
}

/** A short name that is free: the first words of the sentence. */
function nameFor(sentence: string): string {
  const plain = sentence.toLowerCase().match(/[a-z0-9]+/g) ?? []
  const base = plain.slice(0, 3).join('-').slice(0, 30) || 'clause'
  for (let i = 1; ; i += 1) {
    const name = i === 1 ? base : `${base}-${i}`
    if (inDraft(['clauses', name]) === undefined) return name
  }
}
