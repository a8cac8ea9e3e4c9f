/**
 * A part of the guard's corpus, another one for each commit: it finds what it should, stops no real page, and never one
 * that helps. The whole corpus, with real pages fetched for it, is `npm run report:guard`.
 */
import { describe, expect, test } from 'vitest'
import { FOUND_KINDS } from '../../lib/policy/found-kinds.ts'
import { aboutPages } from '../guard/about.ts'
import { judged, type Page } from '../guard/judged.ts'
import { negatives, readmes } from '../guard/negatives.ts'
import { positives } from '../guard/positives.ts'
import { surenessOf } from '../guard/tables.ts'
import { budget, seed } from '../rig/budget.ts'

/** Of a list, as many as are asked for, from a place that the seed says, all over the list. */
function some<T>(all: readonly T[], most: number): T[] {
  const step = Math.max(1, all.length / most)
  const from = seed() % Math.ceil(step)
  return Array.from(
    { length: Math.min(most, all.length) },
    (_, at) => all[Math.floor(from + at * step) % all.length] as T,
  )
}

const isStopped = async (page: Page, kind?: string) => surenessOf(await judged(page), kind) === 'sure'

async function stopped(pages: readonly (Page & { readonly id: string })[]): Promise<string[]> {
  const names: string[] = []
  for (const page of pages) if (await isStopped(page)) names.push(page.id)
  return names
}

const MOST = budget('guard-pages')
/** Large pages in a document without a browser, on a machine that others use too. Milliseconds. */
const LONGEST = 300_000
const made = positives()

describe('the corpus', () => {
  test.each(FOUND_KINDS)(
    'has at least forty pages of %s, of five makings, half of them kept out of tuning',
    (kind) => {
      const pages = made.filter((page) => page.kind === kind)
      expect(pages.length).toBeGreaterThanOrEqual(40)
      expect(new Set(pages.map(({ making }) => making)).size).toBeGreaterThanOrEqual(5)
      expect(pages.filter(({ isHeld }) => isHeld).length).toBe(pages.length / 2)
      expect(new Set(pages.map(({ lang }) => lang)).size).toBeGreaterThanOrEqual(4)
    },
  )

  test('names every page once', () => {
    expect(new Set(made.map(({ id }) => id)).size).toBe(made.length)
  })
})

describe('of pages kept out of tuning', () => {
  test.each(FOUND_KINDS)('enough are found to be %s', async (kind) => {
    const pages = some(
      made.filter((page) => page.kind === kind && page.isHeld),
      MOST,
    )
    let found = 0
    for (const page of pages) {
      const sureness = surenessOf(await judged(page), kind)
      if (sureness === 'sure' || sureness === 'suspected') found += 1
    }
    expect(found / pages.length).toBeGreaterThanOrEqual(0.7)
  })

  test('most are found surely, over all kinds', async () => {
    const pages = some(
      made.filter(({ isHeld }) => isHeld),
      MOST * 4,
    )
    let sure = 0
    for (const page of pages) if (await isStopped(page, page.kind)) sure += 1
    expect(sure / pages.length).toBeGreaterThanOrEqual(0.8)
  })
})

describe('what must stay open', () => {
  test('no page of somebody who helps is stopped, and no lesson', async () => {
    expect(await stopped(aboutPages())).toEqual([])
  })

  test(
    'at most one in two hundred real pages is stopped',
    async () => {
      // Those of the report when they have been fetched; what the packages say of themselves is always there.
      const pages = some(
        [...negatives(), ...readmes(200)].filter(({ isHeld }) => isHeld),
        MOST * 6,
      )
      expect(pages.length).toBeGreaterThanOrEqual(50)
      expect((await stopped(pages)).length).toBeLessThanOrEqual(pages.length / 200)
    },
    LONGEST,
  )
})
