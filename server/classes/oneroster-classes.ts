/** classes.csv, courses.csv and academicSessions.csv of a OneRoster export: which classes are taught now. */
import { quoted } from './roster.ts'
import { BadRow, day, readRows, type Reading } from './oneroster-rows.ts'
import type { Row } from './table.ts'
import type { Source } from './text.ts'
import { classNameOf, isBetween } from './values.ts'

export interface Taught {
  readonly id: string
  readonly name: string
  /** Tells apart classes of one name. */
  readonly code: string
  /** The title of its course: a word of it is a subject, whoever else is called so. */
  readonly course: string
  readonly pupils: Set<number>
  readonly teachers: Set<number>
  readonly surnames: Set<string>
  doubtful: boolean
}

export interface Classes {
  readonly taught: Map<string, Taught>
  /** Ids of classes that are listed, but not taught now. */
  readonly resting: ReadonlySet<string>
  /** Ids of classes whose row could not be read. */
  readonly unread: ReadonlySet<string>
}

interface Files {
  readonly classes: Source
  readonly courses: Source | undefined
  readonly sessions: Source | undefined
  readonly orgs: Source | undefined
}

interface Session {
  readonly from: string
  readonly to: string
}

export async function readClasses(files: Files, reading: Reading): Promise<Classes> {
  const sessions = files.sessions ? await readSessions(files.sessions, reading) : null
  const courses = files.courses
    ? await readTitles(files.courses, 'title', reading)
    : new Map<string, string>()
  const schools = files.orgs ? await readTitles(files.orgs, 'name', reading) : null
  const taught = new Map<string, Taught>()
  const resting = new Set<string>()
  const unread = new Set<string>()
  const columns = {
    required: ['title'],
    optional: ['classCode', 'courseSourcedId', 'schoolSourcedId', 'termSourcedIds'],
  }
  const each = (row: Row, id: string) => {
    const school = row.get('schoolSourcedId')
    if (schools && school !== '' && !schools.has(school))
      throw new BadRow(`schoolSourcedId ${quoted(school)} is not in ${files.orgs?.name}`)
    if (!isTaught(row, sessions, reading.today)) {
      resting.add(id)
      return
    }
    const course = courses.get(row.get('courseSourcedId')) ?? ''
    const name = classNameOf(row.get('title') || course || row.get('classCode'))
    if ('wrong' in name) throw new BadRow(`title ${name.wrong}`)
    taught.set(id, {
      id,
      name: name.name,
      code: row.get('classCode'),
      course,
      pupils: new Set(),
      teachers: new Set(),
      surnames: new Set(),
      doubtful: false,
    })
  }
  await readRows(files.classes, columns, reading, each, (row) => unread.add(row.get('sourcedId')))
  // A second row of the same id is bad, but the class was read.
  for (const id of taught.keys()) unread.delete(id)
  return { taught, resting, unread }
}

/** A class without terms is always taught, and so are all of them where the export has no terms. */
function isTaught(row: Row, sessions: ReadonlyMap<string, Session> | null, today: string): boolean {
  const terms = row
    .get('termSourcedIds')
    .split(',')
    .map((term) => term.trim())
    .filter((term) => term !== '')
  if (!sessions || terms.length === 0) return true
  const known = terms.flatMap((term) => sessions.get(term) ?? [])
  const unknown = terms.find((term) => !sessions.has(term))
  if (known.some(({ from, to }) => isBetween(today, from, to))) return true
  if (unknown !== undefined)
    throw new BadRow(`termSourcedIds ${quoted(unknown)} is not in academicSessions.csv`)
  return false
}

async function readSessions(source: Source, reading: Reading): Promise<Map<string, Session>> {
  const sessions = new Map<string, Session>()
  await readRows(source, { required: ['startDate', 'endDate'] }, reading, (row, id) => {
    const [from, to] = [day(row, 'startDate'), day(row, 'endDate')]
    if (from === null || to === null) throw new BadRow('startDate and endDate must both be there')
    if (from > to) throw new BadRow('endDate is before startDate')
    sessions.set(id, { from, to })
  })
  return sessions
}

async function readTitles(source: Source, column: string, reading: Reading): Promise<Map<string, string>> {
  const titles = new Map<string, string>()
  await readRows(source, { required: [], optional: [column] }, reading, (row, id) => {
    titles.set(id, row.get(column))
  })
  return titles
}
