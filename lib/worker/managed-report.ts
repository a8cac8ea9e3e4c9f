/** The managed keys as the settings page shows them: what holds, what is wrong and how to put it right. */
import type { ManagedKey } from '../messages/device.ts'
import { managedKeys, rowOf } from '../policy/managed-keys.ts'
import type { ManagedConfig, ManagedProblem } from '../policy/managed.ts'

const MOST_SHOWN = 2_000
/** A secret is not shown, only that there is one. */
const MASK = '••••••'

export function managedReport(
  config: ManagedConfig | null,
  problems: readonly ManagedProblem[],
): ManagedKey[] {
  const known = managedKeys().map((key) => {
    const texts = config?.text[key]
    const own = problems.filter((one) => one.key === key)
    return {
      key,
      state: stateOf(config?.kept.includes(key) ?? false, own.length > 0, texts !== undefined),
      ...(texts === undefined
        ? {}
        : { shown: rowOf(key).secret === true ? MASK : texts.join('\n').slice(0, MOST_SHOWN) }),
      problems: own.map(said),
    }
  })
  const names = new Set<string>(managedKeys())
  const strange = [...new Set(problems.map(({ key }) => key))].filter((key) => !names.has(key))
  return [
    ...known,
    ...strange.map((key) => ({
      key: key === '' ? '*' : key.slice(0, 100),
      state: 'problem' as const,
      problems: problems.filter((one) => one.key === key).map(said),
    })),
  ]
}

function stateOf(kept: boolean, wrong: boolean, set: boolean): ManagedKey['state'] {
  if (kept) return 'kept'
  if (wrong) return 'problem'
  return set ? 'set' : 'default'
}

const said = (one: ManagedProblem): ManagedKey['problems'][number] => ({
  ...(one.item === undefined
    ? {}
    : { item: `${one.item}${one.found === undefined ? '' : `: ${one.found}`}` }),
  wrong: one.wrong,
  fix: one.fix,
})
