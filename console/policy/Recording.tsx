/** What is recorded of a group: each step up asks for the school's reason first, and shows what pupils are told. */
import { useSignal } from '@preact/signals'
import type { Recording as Rules } from '../../lib/policy/document.ts'
import { formatHours, readHours } from '../../lib/policy/hours.ts'
import { hasGrown } from '../../lib/policy/recording-growth.ts'
import { useWhy, WhyField } from '../Why.tsx'
import { Choice, Lines, Text, Tick } from './Fields.tsx'
import { groupInForce, groupOf, send, setTo, settingTo } from './state.ts'
import { TOLD } from './words.ts'

const STEPS: readonly (readonly [Rules['detail'], string])[] = [
  ['least', 'Sites and how long'],
  ['paths', 'Pages too'],
  ['titles', 'Pages with their titles'],
]

export function Recording({ group }: { group: string }) {
  const path = ['groups', group, 'recording']
  const rules = groupOf(group)?.recording
  const step = useSignal<Rules['detail'] | null>(null)
  if (!rules) return null
  const choose = (value: string): void => {
    const next = STEPS.find(([id]) => id === value)?.[0]
    if (!next) return
    step.value = null
    if (orderOf(next) > orderOf(rules.detail)) step.value = next
    // The least needs no reason, and one that is left there would only mislead.
    else if (next === 'least' && rules.reason !== undefined)
      void send([settingTo([...path, 'detail'], next), settingTo([...path, 'reason'], undefined)])
    else void setTo([...path, 'detail'], next)
  }
  return (
    <div class="panel">
      <h3>Recording</h3>
      <Choice path={[...path, 'detail']} label="How much of visits is kept" options={STEPS} choose={choose} />
      {step.value !== null && <Why group={group} step={step.value} done={() => (step.value = null)} />}
      {rules.detail !== 'least' && (
        <Text path={[...path, 'reason']} label="The school’s reason for more than the least" most={300} />
      )}
      <Tick path={[...path, 'searchTerms']} label="What is searched for is kept" usual={false} always />
      <Lines
        path={[...path, 'hours']}
        label="At these times"
        read={readHours}
        format={formatHours}
        hint="One span a line, for example Mon-Fri 08:00-17:00. A stop for somebody’s safety is kept at any time."
      />
      <Told rules={rules} before={groupInForce(group)?.recording} />
    </div>
  )
}

const orderOf = (detail: Rules['detail']): number => STEPS.findIndex(([id]) => id === detail)

function Told({ rules, before }: { rules: Rules; before: Rules | undefined }) {
  const told = { ...rules, searches: rules.searchTerms }
  const grows = before !== undefined && hasGrown({ ...before, searches: before.searchTerms }, told)
  return (
    <div class="quote">
      <p class="soft small">Pupils read on their own page:</p>
      <p>{sentence(rules.detail, rules.searchTerms)}</p>
      {rules.detail !== 'least' && rules.reason && <p>“{rules.reason}”</p>}
      {grows && (
        <p class="small">
          <strong>
            This is more than now: everybody in the group is told on a page of its own as soon as it holds.
          </strong>
        </p>
      )}
    </div>
  )
}

const sentence = (detail: Rules['detail'], searches: boolean): string =>
  TOLD[searches ? 'searches' : 'plain'][detail]

function Why({ group, step, done }: { group: string; step: Rules['detail']; done: () => void }) {
  const path = ['groups', group, 'recording']
  const rules = groupOf(group)?.recording
  const why = useWhy(rules?.reason)
  const take = async (): Promise<void> => {
    const reason = why.given()
    if (reason === null) return
    const edits = [settingTo([...path, 'detail'], step)]
    if (reason !== rules?.reason) edits.push(settingTo([...path, 'reason'], reason))
    if (await send(edits)) done()
  }
  return (
    <div class="note policy__met">
      <p>
        More than now would be kept. Pupils would read: <q>{sentence(step, rules?.searchTerms === true)}</q>
      </p>
      <div class="field">
        <WhyField of={why} label="Why does the school need it? Pupils and parents read this." />
      </div>
      <div class="actions">
        <button type="button" class="button" onClick={() => void take()}>
          Keep more
        </button>
        <button type="button" class="button button--quiet" onClick={done}>
          Leave it as it is
        </button>
      </div>
    </div>
  )
}
