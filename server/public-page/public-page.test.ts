/** The page for parents, from the side of whoever would learn more from it than it may say. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { PolicyDocument } from '../../lib/policy/document.ts'
import { publish } from '../documents/documents.ts'
import { PLACE_OF } from '../keys/vault.ts'
import { memberCookie, SAME_ORIGIN } from '../testing-staff.ts'
import { samplePolicy, testServer, type TestServer } from '../testing.ts'

const BY = { actor: 'command', note: 'Opened for Jamie Secret after the fight' }
const YEAR_9 = { group: 'year-9', name: 'Year 9' }

let server: TestServer
beforeEach(async () => {
  server = await testServer({ KERB_PUBLIC_URL: 'http://localhost:80' })
})
afterEach(() => server.close())

const put = (policy: PolicyDocument) => publish(server.context.db, server.context.vault, 'policy', policy, BY)

async function set(settings: object, roles: readonly ('network' | 'dsl' | 'head')[] = ['network']) {
  const { cookie } = await memberCookie(server, 'net@school.example', roles)
  return server.app.inject({
    method: 'POST',
    url: '/admin/public-page',
    headers: { ...SAME_ORIGIN, cookie },
    payload: settings,
  })
}
const read = (url = '/parents', headers: Record<string, string> = {}) => server.app.inject({ url, headers })

/** A policy whose every free text, site and person is a mark that must not be seen. */
function marked(): { policy: PolicyDocument; marks: readonly string[] } {
  const policy = samplePolicy()
  const year9 = policy.groups['year-9']
  if (!year9) throw new Error('the sample has no year 9')
  const group: PolicyDocument['groups'][string] = {
    ...year9,
    entries: [
      { kind: 'host', host: 'mark-entry.example', action: 'block', clause: 'm', note: 'MARKNOTE Jamie' },
      { kind: 'path', host: 'mark-path.example', path: '/markpath', action: 'allow' },
    ],
    signInDomains: ['mark-domain.example'],
    timetable: [
      {
        name: 'MARKPERIOD for Jamie',
        hours: { days: [1, 2, 3], from: 720, to: 780 },
        place: 'on-site',
        categories: { games: 'allow' },
      },
    ],
    recording: { ...year9.recording, detail: 'paths', reason: 'MARKREASON' },
    downloads: { sites: [{ host: 'mark-download.example', action: 'allow' }] },
    personalDetails: { exempt: ['mark-exempt.example'] },
    agreement: { text: 'adult', parent: true, until: 'remind', open: ['mark-open.example'] },
  }
  return {
    policy: {
      ...policy,
      school: { name: 'Greenfield', contact: 'MARKCONTACT' },
      groups: { ...policy.groups, 'year-9': group, 'MARKGROUP-jamie': year9 },
      people: { 'markperson@school.example': 'year-9' },
      unblocks: [
        {
          id: 'MARKID',
          entry: { kind: 'host', host: 'mark-unblock.example', action: 'allow' },
          forPerson: 'markpupil@school.example',
          from: 0,
          until: 4e12,
          reason: 'MARKUNBLOCK',
        },
      ],
      suspensions: [
        {
          id: 'MARKSUS',
          person: 'marksus@school.example',
          from: 0,
          until: 4e12,
          reason: 'MARKWHY',
          open: [],
        },
      ],
      clauses: { m: 'MARKCLAUSE' },
      categoryClauses: {},
      lifelines: ['mark-lifeline.example'],
      needed: ['mark-needed.example'],
    },
    marks: ['mark', 'jamie', 'secret', 'fight', 'staff:', '@'],
  }
}

describe('the page for parents', () => {
  it('is not there until the school has switched it on, nor after it was switched off', async () => {
    await put(samplePolicy())
    const nothing = await read('/no-such-page')
    expect(await read().then((r) => [r.statusCode, r.json()])).toEqual([404, nothing.json()])
    await set({ on: false, contact: 'The office', groups: [YEAR_9] })
    expect((await read()).statusCode).toBe(404)
    await set({ on: true, contact: 'The office', groups: [YEAR_9] })
    expect((await read()).statusCode).toBe(200)
    await set({ on: false, contact: 'The office', groups: [YEAR_9] })
    expect((await read()).statusCode).toBe(404)
  })

  it('says nothing before a policy is published', async () => {
    await set({ on: true, contact: '', groups: [] })
    expect((await read()).statusCode).toBe(404)
  })

  it('says what is closed, recorded and kept, and whom to ask', async () => {
    await put(samplePolicy())
    await set({ on: true, contact: 'Mrs Patel, 01234 567890', groups: [YEAR_9] })
    const page = (await read()).body
    for (const words of [
      'What is stopped and recorded online at Greenfield Academy',
      '<h3 id="group-0">Year 9</h3>',
      'Pornography',
      'Pages that were opened: 30 days.',
      '365 days',
      '6 years after it is closed',
      'Mrs Patel, 01234 567890',
      'Some groups are not shown here.',
      'The official lists of such pages are not held in Kerb at this school now',
    ])
      expect(page).toContain(words)
    // The group closes AI assistants, and parents read that under what is closed.
    expect(/actions__block.*?<\/div>/s.exec(page)?.[0]).toContain('AI assistants')
  })

  it('says how long each is kept once that differs, and what was changed, as soon as it is so', async () => {
    const { db, vault } = server.context
    await put(samplePolicy())
    await set({ on: true, contact: 'The office', groups: [YEAR_9] })
    const now = Date.now()
    const change = (
      id: number,
      kind: 'visits' | 'searches',
      before: number,
      days: number,
      done: number | null,
    ) =>
      db
        .insertInto('keeping_changes')
        .values({
          id,
          at: now,
          by_person: 1,
          kind,
          before,
          days,
          starts: now + 1000,
          done,
          reason: new Uint8Array(vault.seal('Jamie Secret', PLACE_OF.keeping(now))),
          taken: null,
          taken_by: null,
        })
        .execute()
    expect((await read()).body).not.toContain('Searches: ')
    await change(1, 'visits', 30, 60, null)
    await change(2, 'searches', 365, 30, null)
    const before = (await read()).body
    expect(before).toContain('What was stopped, searches, and files: 365 days.')
    expect(before.match(/Pages that were opened: 60 days\./g)).toHaveLength(2)
    await db
      .updateTable('keeping_changes')
      .set({ done: now, starts: now - 1 })
      .where('id', '=', 2)
      .execute()
    const page = (await read()).body
    expect(page).toContain('What was stopped, or warned about: 365 days.')
    expect(page.match(/Searches: 30 days\./g)).toHaveLength(2)
    expect(page).not.toContain('Secret')
  })

  it('holds no site, person, reason or other free text of a policy, now or in what was before', async () => {
    const { policy, marks } = marked()
    await put(policy)
    await put(samplePolicy())
    await put({ ...policy, people: { 'markother@school.example': 'MARKGROUP-jamie' } })
    await set({ on: true, contact: 'The office', groups: [YEAR_9] })
    const page = (await read()).body.toLowerCase()
    expect(page).toContain('what has changed')
    expect(page).toContain('<dl class="past">')
    expect(marks.filter((mark) => page.includes(mark))).toEqual([])
  })

  it('is no different when only a person or a site changed', async () => {
    const { policy } = marked()
    await put(policy)
    await set({ on: true, contact: 'The office', groups: [YEAR_9] })
    const before = (await read()).body
    await put({
      ...policy,
      people: { 'another@school.example': 'year-9' },
      suspensions: [],
      unblocks: [],
      clauses: {},
    })
    expect((await read()).body).toBe(before)
  })

  it('tells what changed in words, by day, and of named groups only', async () => {
    const policy = samplePolicy()
    await put(policy)
    const [year9, year3] = [policy.groups['year-9'], policy.groups['year-3']]
    if (!year9 || !year3) throw new Error('the sample has other groups')
    await put({
      ...policy,
      groups: {
        ...policy.groups,
        'year-9': { ...year9, categories: { ...year9.categories, games: 'allow' } },
        'year-3': { ...year3, categories: { ...year3.categories, dating: 'allow' } },
      },
    })
    await set({ on: true, contact: 'The office', groups: [YEAR_9] })
    const page = (await read()).body
    expect(page).toContain('<b>Year 9:</b> Games: Closed → Open')
    expect(page).not.toContain('Dating: Closed → Open')
  })

  it('runs nothing, whatever the school’s own words are', async () => {
    const hostile = `"><script>alert(1)</script><img src=x onerror=alert(1)>' onload='x`
    await put({ ...samplePolicy(), school: { name: hostile, contact: hostile } })
    await set({ on: true, contact: hostile, groups: [{ group: 'year-9', name: hostile.slice(0, 80) }] })
    const { body, headers } = await read(`/parents?lang=${encodeURIComponent('<script>')}`)
    expect(body).not.toMatch(/<(script|img|svg|iframe|form|input)/i)
    expect(body).not.toMatch(/ on\w+='/)
    const csp = String(headers['content-security-policy'])
    expect(csp).toContain("default-src 'none'")
    expect(csp).not.toContain('script-src')
    expect(csp).not.toContain('unsafe-inline')
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(body).not.toMatch(/\sstyle=/)
  })

  it('sets no cookie and reads none', async () => {
    await put(samplePolicy())
    await set({ on: true, contact: '', groups: [YEAR_9] })
    const { cookie } = await memberCookie(server, 'dsl@school.example', ['dsl'])
    const signedIn = await read('/parents', { cookie })
    expect(signedIn.headers['set-cookie']).toBeUndefined()
    expect(signedIn.body).toBe((await read()).body)
  })

  it('takes names for groups of the policy only, each once, and leaves word in the audit', async () => {
    await put(samplePolicy())
    expect(
      (await set({ on: true, contact: '', groups: [{ group: 'constructor', name: 'X' }] })).statusCode,
    ).toBe(422)
    expect((await set({ on: true, contact: '', groups: [YEAR_9, YEAR_9] })).statusCode).toBe(422)
    expect((await set({ on: true, contact: '', groups: [YEAR_9] }, ['head'])).statusCode).toBe(200)
    const said = await server.context.db.selectFrom('audit').select(['action', 'subject']).execute()
    expect(said).toContainEqual({ action: 'public-page', subject: 'on' })
  })

  it('leaves a group out once the policy has it no more', async () => {
    const policy = samplePolicy()
    await put(policy)
    await set({ on: true, contact: '', groups: [YEAR_9] })
    const { 'year-9': _gone, ...groups } = policy.groups
    await put({ ...policy, groups, people: {}, unblocks: [], defaultGroup: 'year-3' })
    const page = (await read()).body
    expect(page).not.toContain('<h3')
    expect(page).toContain('This group has no settings of its own any more.')
  })

  it('reads old policies once for many who ask at once, and answers one network so many times a minute', async () => {
    for (let i = 0; i < 5; i += 1) await put(samplePolicy())
    await set({ on: true, contact: '', groups: [YEAR_9] })
    const opened = vi.spyOn(server.context.vault, 'open')
    const answers = await Promise.all(Array.from({ length: 40 }, () => read()))
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(answers.map(() => 200))
    // Each publication, and the one in force for each whom its keeping came too late for.
    const before = opened.mock.calls.filter(([, place]) => place === PLACE_OF.document('policy', 1, 1))
    expect(before).toHaveLength(1)
    const made = vi.spyOn(Intl, 'DateTimeFormat')
    expect((await read()).body).toBe(answers[0]?.body)
    expect(made).not.toHaveBeenCalled()
    vi.restoreAllMocks()
    await set({ on: true, contact: 'Somebody else', groups: [YEAR_9] })
    expect((await read()).body).toContain('Somebody else')
    const more = await Promise.all(Array.from({ length: 100 }, () => read()))
    expect(more.filter(({ statusCode }) => statusCode === 429).length).toBeGreaterThan(0)
    const other = await server.app.inject({ url: '/parents', remoteAddress: '127.0.0.9' })
    expect(other.statusCode).toBe(200)
  })
})
