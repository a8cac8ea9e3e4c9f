/** The same day at the desks of staff: a teacher, the safeguarding team, its lead, the network manager; a chapter each. */
import { KHAN } from '../browser/lessons/classroom.ts'
import { tap } from '../browser/reporting/stage.ts'
import { until } from '../rig/until.ts'
import type { Album } from './album.ts'
import { asksToLook, pressFirst, sees } from './desks.ts'
import { looksWithTwo, selfChecks } from './proof.ts'
import { arrives, ask, drawn, PATIENTLY, type Day } from './stage.ts'
import { OKORO, team } from './team.ts'

type Chapter = (day: Day, album: Album) => Promise<void>

const teacher: Chapter = async (day, album) => {
  const amys = await day.amy.page('http://lessons.test/')
  const desk = await day.console(KHAN, ['teacher'], 'Ms Khan')
  await sees(desk, 'Start a lesson')
  await desk.locator('textarea').fill('nrich.maths.org')
  await pressFirst(desk, 'Add')
  await sees(desk, '1 site is added.')
  await album.keepConsole(desk, 'teacher-start')
  await pressFirst(desk, 'Start the lesson')
  await sees(desk, '1 of 2 enforcing')
  await album.keepConsole(desk, 'teacher-running')
  await until(() => amys.url().includes('/blocked.html'), { what: 'the lesson at Amy’s', within: PATIENTLY })
  await drawn(amys)
  await tap(amys, 'Ask for this page')
  await tap(amys, 'For my homework')
  await tap(amys, 'Send')
  await sees(desk, 'Asked for: 1 page')
  await album.keepConsole(desk, 'teacher-asked')
  await pressFirst(desk, 'Open for')
  await arrives(amys, 'http://lessons.test/')
  await sees(desk, 'Nobody waits for a page')
  await pressFirst(desk, 'End the lesson')
  await pressFirst(desk, 'End it now')
  await sees(desk, 'The lesson is over')
  await album.keepConsole(desk, 'teacher-over')
  await Promise.all([desk.close(), amys.close()])
}

const record: Chapter = async (day, album) => {
  await ask(day)
  const desk = await day.console(OKORO, ['dsl'], 'Mrs Okoro')
  await sees(desk, 'Nobody has looked at a pupil’s record.')
  await album.keepConsole(desk, 'lead')
  await asksToLook(desk)
  await sees(desk, 'games.test')
  await album.keepConsole(desk, 'lead-record')
  await desk.close()
}

const network: Chapter = async ({ console: open }, album) => {
  const desk = await open('nell@hill.test', ['network'], 'Nell')
  await sees(desk, 'Nobody waits for a page, a file or a site.')
  await desk.locator('section[aria-labelledby=asked] summary').click()
  await album.keepConsole(desk, 'network')
  await desk.close()
}

export const STAFF: Readonly<Record<string, Chapter>> = {
  'a teacher’s lesson': teacher,
  'the safeguarding team reads, answers and works at it': team,
  'the safeguarding lead looks at a record': record,
  'a record that two persons open': looksWithTwo,
  'self-checks': selfChecks,
  'the network manager’s page': network,
}
