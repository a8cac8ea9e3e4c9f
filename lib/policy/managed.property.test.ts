/** Whatever arrives, nothing throws and nothing becomes looser than the last good values. */
import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { EXAMPLE_VALUES } from '../../.ci/policy-docs/example.ts'
import { ACTIONS, CATEGORY_IDS } from './categories.ts'
import { entryPlace } from './entries.ts'
import { parseManaged, restoreManaged, type ManagedConfig } from './managed.ts'
import { managedKeys, rowOf } from './managed-keys.ts'
import { resolve } from './resolve.ts'
import { looser } from '../../tests/fixtures/looser.ts'

const known = parseManaged({
  ...EXAMPLE_VALUES,
  unknownHosts: 'block',
  recordingReason: 'Agreed with the governors',
  keysSet: [],
}).config as ManagedConfig
const effective = (config: ManagedConfig | null) => resolve({ managed: config, server: null }, {}, 'on-site')

/** Text made of the words that readers look for, so that it often nearly reads. */
const almost = fc
  .array(
    fc.constantFrom(
      'games',
      'block',
      ': ',
      'illegal-csam',
      'Mon-Fri',
      ' 09:00-',
      '25:00',
      '=',
      '/',
      '*.',
      'a b',
      'http://',
      '%',
      'é',
      '\n',
      '# ',
      '[',
      'sign:',
      '.',
      'x',
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''))
const garbage = fc.oneof(
  fc.anything(),
  fc.string(),
  almost,
  fc.array(almost),
  fc.array(fc.oneof(almost, fc.anything())),
)
const badItem = almost.map((text) => `${text} \u0000`)

describe('parseManaged', () => {
  test.prop([fc.dictionary(fc.oneof(fc.constantFrom(...managedKeys()), fc.string()), garbage), fc.boolean()])(
    'never throws, and what it gives can be resolved, stored and read back',
    (raw, withLastGood) => {
      const { config, problems } = parseManaged(raw, withLastGood ? known : undefined)
      for (const { wrong, fix } of problems)
        expect(`${wrong} ${fix}`).not.toMatch(/^$|undefined|object Object/)
      expect(effective(config).categories['illegal-csam']).toBe('block')
      if (config !== null)
        expect(restoreManaged(JSON.parse(JSON.stringify(config)))?.values).toEqual(config.values)
    },
  )

  test.prop([fc.anything()])('never throws at anything at all', (raw) => {
    expect(parseManaged(raw).problems.length).toBeGreaterThan(0)
  })

  test.prop([fc.constantFrom(...managedKeys().filter((key) => rowOf(key).protective === true)), garbage])(
    'a protective key that cannot be read changes nothing',
    (key, value) => {
      const { config, problems } = parseManaged(
        {
          ...EXAMPLE_VALUES,
          keysSet: [],
          unknownHosts: 'block',
          recordingReason: 'Agreed with the governors',
          [key]: value,
        },
        known,
      )
      fc.pre(problems.some((one) => one.code === 'bad-value' && one.key === key))
      expect(config?.values).toEqual(known.values)
      expect(config?.kept).toEqual([key])
    },
  )

  test.prop([
    fc.constantFrom(...managedKeys().filter((key) => rowOf(key).list !== undefined)),
    fc.array(badItem, { minLength: 1 }),
  ])('unreadable items in any list open nothing', (key, items) => {
    const { config, problems } = parseManaged(
      {
        ...EXAMPLE_VALUES,
        keysSet: [],
        unknownHosts: 'block',
        recordingReason: 'Agreed with the governors',
        [key]: items,
      },
      known,
    )
    fc.pre(problems.some((one) => one.kept))
    expect(looser(effective(known), effective(config))).toEqual([])
  })

  test.prop([fc.subarray(EXAMPLE_VALUES['blockEntries'] as string[]), fc.array(fc.domain())])(
    'an edit of the block list with one bad item loses no block',
    (some, added) => {
      const { config } = parseManaged(
        { ...EXAMPLE_VALUES, blockEntries: [...some, ...added, 'no host'] },
        known,
      )
      const places = new Set(config?.values.blockEntries.map(entryPlace))
      for (const entry of known.values.blockEntries) expect(places).toContain(entryPlace(entry))
    },
  )

  test.prop([fc.constantFrom(...CATEGORY_IDS), fc.string()])(
    'a category whose action cannot be read is not opened',
    (category, word) => {
      fc.pre(
        !ACTIONS.some((action) => action === word.trim().toLowerCase()) &&
          !word.includes('\n') &&
          !word.includes('\r'),
      )
      const values = { ...EXAMPLE_VALUES, ageGroup: 'staff', categoryActions: `${category}: ${word}` }
      expect(effective(parseManaged(values).config).categories[category]).toBe('block')
    },
  )
})
