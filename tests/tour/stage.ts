/** The school of the tour: a primary class with its teacher, its network manager and its safeguarding team. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'puppeteer-core'
import { readWritten } from '../../console/agreement/sample.ts'
import type { PolicyDocument } from '../../lib/policy/document.ts'
import { publishText } from '../../server/agreement/texts.ts'
import { setName } from '../../server/staff/members.ts'
import { samplePolicy } from '../../server/testing.ts'
import { AMY, KHAN, openClassroom, type Classroom, type Teacher } from '../browser/lessons/classroom.ts'
import { letIn } from '../browser/reporting/school.ts'
import { newTeam, ours, reportingValues, type Team } from '../browser/reporting/stage.ts'
import type { ManagedBrowser } from '../rig/browser.ts'
import { sendNow } from '../rig/numbers.ts'
import { ROOT } from '../rig/paths.ts'
import { until } from '../rig/until.ts'
import { buildConsole, type Desks, openDesks } from './desks.ts'

/** The sample that the console offers, in a child's words. */
export const AGREEMENT = readWritten(readFileSync(join(ROOT, 'docs/samples/agreement-child.md'), 'utf8'))
export const GAME = 'http://games.test/play'
/** A group that nobody is in. */
export const OTHER_GROUP = 'year-6'
const EVERY_DAY = [{ days: [1, 2, 3, 4, 5, 6, 7], from: 0, to: 1440 }]
/** As much as a busy machine may need. */
export const PATIENTLY = 150_000

const BY = { person: null, actor: 'the tour' }

export interface Day {
  readonly room: Classroom
  readonly team: Team
  readonly khan: Teacher
  readonly nell: Teacher
  readonly amy: ManagedBrowser
  publish(change: Partial<PolicyDocument>): Promise<void>
  /** In which everybody is. */
  readonly group: string
  /** Somebody at the console, in a browser of nobody's management. */
  readonly console: Desks['console']
  close(): Promise<void>
}

/** All is open but the games, at any hour: the tour shows the same on a Sunday night. */
function dayPolicy(change: Partial<PolicyDocument> = {}): PolicyDocument {
  const { groups, defaultGroup, ...sample } = samplePolicy()
  const group = {
    ...groups[defaultGroup]!,
    ageGroup: 'primary' as const,
    timetable: [],
    unknownHosts: 'allow' as const,
    entries: [{ kind: 'suffix', host: 'games.test', action: 'block', note: 'Games are for home.' } as const],
    recording: { ...groups[defaultGroup]!.recording, hours: EVERY_DAY },
    agreement: { text: 'child' as const, parent: false, until: 'set-work' as const, open: ['maths.test'] },
  }
  return {
    ...sample,
    defaultGroup,
    groups: { [defaultGroup]: group, [OTHER_GROUP]: group },
    people: {},
    unblocks: [],
    suspensions: [],
    lessons: { hours: EVERY_DAY, onSiteOnly: false },
    ...change,
  }
}

export async function openDay(): Promise<Day> {
  buildConsole()
  const team = await newTeam()
  const room = await openClassroom(['*.test', 'www.reddit.com'], { debugging: true })
  try {
    await letIn(room.school, team)
    const publish = (change: Partial<PolicyDocument> = {}) =>
      room.school.publish(dayPolicy(change), 'The tour')
    await publish()
    await publishText(
      room.context,
      { audience: 'child', ...AGREEMENT, questions: [...AGREEMENT.questions] },
      BY,
      Date.now(),
    )
    room.web.on('lessons.test', '/', page('Fractions', 'A half is as much as two quarters.'))
    room.web.on('games.test', '/play', page('The game of shapes', 'Which of them has five sides?'))
    room.web.on('join.test', '/', FORM)
    const [khan, nell] = [await room.teacher(KHAN), await room.teacher('nell@hill.test', ['network'])]
    // Pupils read the teacher's name.
    const { db, people } = room.context
    await setName(room.context, db, await people.numberOf(db, KHAN), 'Ms Khan')
    const amy = await room.seat(AMY, { ...reportingValues(team), userName: AMY })
    const desks = await openDesks(room)
    const close = async (): Promise<void> => {
      await desks.close()
      await room.close()
    }
    const { defaultGroup: group } = dayPolicy()
    return { room, team, khan, nell, amy, publish, group, console: desks.console, close }
  } catch (error) {
    await room.close()
    throw error
  }
}

const page = (title: string, words: string): string => `<!doctype html><html lang="en"><title>${title}</title>
<meta name="viewport" content="width=device-width">
<body style="font:18px/1.5 sans-serif;margin:2rem auto;max-width:40rem;padding:0 1rem"><h1>${title}</h1><p>${words}</p>`

const FORM = page('Join the club', '').concat(
  '<form action="/sent" method="post"><label>About you <input id="about" name="about"></label> <button>Join</button></form>',
)

/** One of our own pages in a tab of its own, drawn whole. @param name with its query, if it has one */
export async function ownPage({ amy }: Day, name: string): Promise<Page> {
  const page = await amy.page(ours(amy, name.includes('.') ? name : `${name}.html`))
  await drawn(page)
  return page
}

export async function drawn(page: Page): Promise<Page> {
  await page.waitForSelector('main[aria-busy=false]', { timeout: PATIENTLY })
  return page
}

/** Types an address into a tab and waits until our page is there in its place. */
export async function stopped(page: Page, address: string): Promise<Page> {
  // A stopped navigation fails here, which is the point.
  await page.goto(address).catch(() => undefined)
  await until(() => page.url().includes('/blocked.html'), {
    what: `${address} to be stopped`,
    within: PATIENTLY,
  })
  return drawn(page)
}

/** Waits until a tab shows this address, sent there by the worker and by nobody else. */
export const arrives = (page: Page, address: string): Promise<unknown> =>
  until(() => page.url() === address, { what: `${address} to open by itself`, within: PATIENTLY })

/** The device asks its server now instead of within a minute. */
export const ask = ({ amy }: Day): Promise<unknown> => sendNow(amy)
