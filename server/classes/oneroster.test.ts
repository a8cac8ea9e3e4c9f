/** OneRoster exports: what is read, and what is named as bad with its file and line while the rest is applied. */
import { describe, expect, it } from 'vitest'
import { readRoster } from './read.ts'
import { file, filesOf, ONEROSTER, TODAY, withRow, zipOf } from './testing.ts'

const read = (changed: Record<string, string | null> = {}, today = TODAY) =>
  readRoster(filesOf(changed), today)
/** Classes with the people's addresses. */
const seen = async (changed: Record<string, string | null> = {}, today = TODAY) => {
  const roster = await read(changed, today)
  return roster.classes.map((one) => ({
    source: one.source,
    name: one.name,
    pupils: one.pupils.map((place) => roster.people[place]),
    teachers: one.teachers.map((place) => roster.people[place]),
  }))
}
const problems = async (changed: Record<string, string | null>) => (await read(changed)).problems
const NO_EMAIL = { file: 'users.csv', line: 4, message: 'has no e-mail address: devices are matched by it' }

const WHOLE = [
  {
    source: 'oneroster:c1',
    name: '9B Maths',
    pupils: ['amy.pupil@school.example', 'ben@school.example'],
    teachers: ['s.smith@school.example', 'j.jones@school.example'],
  },
  {
    source: 'oneroster:c2',
    name: '9C Maths – S.',
    pupils: ['amy.pupil@school.example'],
    teachers: ['s.smith@school.example'],
  },
]

describe('a OneRoster export', () => {
  it('gives classes that are taught now, their pupils and all their teachers', async () => {
    expect(await seen()).toEqual(WHOLE)
    const { format, problems, remarks, unread } = await read()
    expect({ format, problems, unread }).toEqual({ format: 'oneroster', problems: [NO_EMAIL], unread: [] })
    expect(remarks).toEqual([
      '1 of the classes are not taught today: their terms are over or still to come.',
      '1 places in classes belong to accounts that are switched off.',
    ])
  })

  it('says the same as a zip, in a folder of a zip, and beside files of other kinds', async () => {
    const whole = await read()
    for (const prefix of ['', 'export 2026/']) {
      const files = filesOf().map((one) => file(prefix + one.name, one.bytes))
      const zip = await zipOf([
        ...files,
        file(`${prefix}results.csv`, 'not read'),
        file('__MACOSX/._users.csv', '\0\0'),
        file('readme.txt', 'hello'),
      ])
      expect(await readRoster([file('roster.zip', zip)], TODAY)).toEqual(whole)
    }
  })

  it('does not mind marks, quotes, line ends, the order of columns, unknown ones, or empty lines', async () => {
    const enrollments = (ONEROSTER['enrollments.csv'] ?? '')
      .trim()
      .split('\n')
      .map((line) => line.split(',').toReversed())
      .map((values) => [...values, 'metadata.x'].map((value) => `"${value}"`).join(','))
      .join('\r\n\r\n')
    expect(await seen({ 'enrollments.csv': `\ufeff${enrollments}` })).toEqual(WHOLE)
  })

  it('knows the time of terms, enrolments and roles', async () => {
    expect((await seen({}, '2026-06-01')).map((one) => one.name)).toEqual(['9C Maths – S.', '8B Maths'])
    expect(await seen({}, '2026-08-10')).toEqual([])
    const left = (ONEROSTER['enrollments.csv'] ?? '').replace('u2,student,,,', 'u2,student,,,2026-11-21')
    expect((await seen({ 'enrollments.csv': left }))[0]?.pupils).toEqual(['amy.pupil@school.example'])
    expect((await seen({ 'enrollments.csv': left }, '2026-11-21'))[0]?.pupils).toHaveLength(2)
    const was = (ONEROSTER['roles.csv'] ?? '').replace(
      'u6,primary,teacher,,',
      'u6,primary,teacher,,2026-08-31',
    )
    expect((await seen({ 'roles.csv': was }))[0]?.teachers).toEqual(['s.smith@school.example'])
  })

  it.each([
    ['classes.csv', 'c1,,,', 'c1,tobedeleted,,', ['oneroster:c2']],
    ['enrollments.csv', 'e8,,,', 'e8,tobedeleted,,', ['oneroster:c1', 'oneroster:c2']],
  ])('leaves out what %s marks as deleted', async (name, from, to, sources) => {
    const after = await seen({ [name]: (ONEROSTER[name] ?? '').replace(from, to) })
    expect(after.map((one) => one.source)).toEqual(sources)
    expect(after.find((one) => one.source === 'oneroster:c2')?.teachers).toEqual(
      name === 'classes.csv' ? ['s.smith@school.example'] : [],
    )
  })

  it('reads the roles of version 1.1 from users.csv', async () => {
    const users = (ONEROSTER['users.csv'] ?? '')
      .trim()
      .split('\n')
      .map((line, i) => `${line},${i === 0 ? 'role' : i > 4 ? 'teacher' : 'student'}`)
      .join('\n')
    const manifest = (ONEROSTER['manifest.csv'] ?? '')
      .replace('version,1.2', 'version,1.1')
      .replace('file.roles,bulk\n', '')
    expect(await seen({ 'users.csv': users, 'roles.csv': null, 'manifest.csv': manifest })).toEqual(WHOLE)
  })

  it('tells classes of one name apart by their codes', async () => {
    const twice = (ONEROSTER['classes.csv'] ?? '').replace('9C Maths – Smith', '9B Maths')
    expect((await seen({ 'classes.csv': twice })).map((one) => one.name)).toEqual([
      '9B Maths (9B/Ma)',
      '9B Maths (9C/Ma)',
    ])
  })

  it('keeps a surname that is the subject too', async () => {
    const french = {
      'classes.csv': (ONEROSTER['classes.csv'] ?? '').replace('9B Maths', '9B French'),
      'courses.csv': (ONEROSTER['courses.csv'] ?? '').replace('Mathematics', 'French'),
      'users.csv': (ONEROSTER['users.csv'] ?? '').replace('Sam,Smith', 'Sam,French'),
    }
    expect((await seen(french))[0]?.name).toBe('9B French')
  })

  it('manages without manifest, terms, courses and schools, and says so', async () => {
    const only = { 'manifest.csv': null, 'academicSessions.csv': null, 'courses.csv': null, 'orgs.csv': null }
    const roster = await read(only)
    expect(roster.classes).toHaveLength(3)
    expect(roster.remarks.slice(0, 2)).toEqual([
      'There is no manifest.csv: the files are taken for a complete export.',
      'There is no academicSessions.csv: every class is taken to be taught now.',
    ])
  })
})

describe('a bad row is named by file and line, and the rest is applied', () => {
  it.each([
    ['classes.csv', 'c1,,,Again,,k1,,,,s1,t1,,,', 'sourcedId “c1” is in line 2 already'],
    [
      'classes.csv',
      'c9,,,=cmd|x,,k1,,,,s1,t1,,,',
      'title begins with =, which spreadsheet programs take for a formula',
    ],
    ['classes.csv', 'c9,,,Art,,k1,,,,s1,t9,,,', 'termSourcedIds “t9” is not in academicSessions.csv'],
    ['classes.csv', 'c9,,,Art,,k1,,,,s9,t1,,,', 'schoolSourcedId “s9” is not in orgs.csv'],
    ['classes.csv', 'c9,gone,,Art,,k1,,,,s1,t1,,,', 'status is “gone”: active or tobedeleted is meant'],
    [
      'academicSessions.csv',
      't9,,,X,term,01/09/2026,2026-12-18,,2027',
      'startDate is “01/09/2026”, not a date such as 2026-09-01',
    ],
    [
      'academicSessions.csv',
      't9,,,X,term,2026-02-30,2026-12-18,,2027',
      'startDate is “2026-02-30”, not a date such as 2026-09-01',
    ],
    ['academicSessions.csv', 't9,,,X,term,2026-12-30,2026-12-18,,2027', 'endDate is before startDate'],
    ['users.csv', 'u9,,,yes,x,,X,X,,,x@school.example,,,,,,', 'enabledUser is “yes”: true or false is meant'],
    ['users.csv', ',,,true,x,,X,X,,,x@school.example,,,,,,', 'sourcedId is empty'],
    [
      'users.csv',
      'u9,,,true,x,,X,X,,,AMY.pupil@school.example,,,,,,',
      'has the same e-mail address as line 2: both are taken for one person',
    ],
    ['roles.csv', 'r9,,,u1,primary,king,,,s1,', 'role is “king”, which OneRoster does not have'],
    ['enrollments.csv', 'e99,,,c9,s1,u1,student,,,', 'classSourcedId “c9” is not in classes.csv'],
    ['enrollments.csv', 'e99,,,c1,s1,u99,student,,,', 'userSourcedId “u99” is not in users.csv'],
    ['enrollments.csv', 'e99,,,c1,s1,u1,king,,,', 'role is “king”: student or teacher is meant'],
    [
      'enrollments.csv',
      'e99,,,c1,s1,u1,student,,soon,',
      'beginDate is “soon”, not a date such as 2026-09-01',
    ],
    [
      'enrollments.csv',
      'e99,,,c1,s1,u1,student,,,,too,many',
      'has more values than the first line has names: a comma in a value needs quotes',
    ],
    ['enrollments.csv', 'e99,,,c1', 'role is empty'],
  ])('%s: %s', async (name, row, message) => {
    const line = (ONEROSTER[name] ?? '').split('\n').length
    const all = await problems(withRow(name, row))
    expect(all).toEqual(expect.arrayContaining([NO_EMAIL, { file: name, line, message }]))
    expect(all).toHaveLength(2)
    expect(await seen(withRow(name, row))).toEqual(WHOLE)
  })

  it('and does not make a pupil a teacher', async () => {
    const slip = withRow('enrollments.csv', 'e99,,,c1,s1,u1,teacher,,,')
    expect(await problems(slip)).toContainEqual({
      file: 'enrollments.csv',
      line: 11,
      message: 'is a teacher’s, but users.csv, line 2, is nobody of the staff',
    })
    expect(await seen(slip)).toEqual(WHOLE)
  })

  it('and says of which classes it is not sure', async () => {
    const enrolment = await read(withRow('enrollments.csv', 'e99,,,c2,s1,u99,student,,,'))
    expect(enrolment.classes.map((one) => one.doubtful)).toEqual([false, true])
    const itself = await read({ 'classes.csv': (ONEROSTER['classes.csv'] ?? '').replace('9B Maths', '=1+1') })
    expect(itself.unread).toEqual(['oneroster:c1'])
    expect(itself.problems).toContainEqual(expect.objectContaining({ file: 'classes.csv', line: 2 }))
  })
})

describe('an export that cannot be used as a whole is refused', () => {
  it.each([
    ['a missing file', { 'users.csv': null, 'manifest.csv': null }, 'missing', 'users.csv is missing'],
    ['a file that the manifest promises', { 'users.csv': null }, 'missing', 'promises users.csv'],
    [
      'changes only',
      { 'manifest.csv': 'propertyName,value\nfile.enrollments,delta\n' },
      'delta',
      'complete export (bulk)',
    ],
    ['an old version', { 'manifest.csv': 'propertyName,value\noneroster.version,1.0\n' }, 'version', '“1.0”'],
    [
      'a missing column',
      { 'enrollments.csv': 'sourcedId,classSourcedId,role\n' },
      'columns',
      'enrollments.csv has no column “userSourcedId”',
    ],
    [
      'a column twice',
      { 'orgs.csv': 'sourcedId,name,name\n' },
      'columns',
      'orgs.csv has the column “name” twice',
    ],
    ['an empty file', { 'orgs.csv': '\n\n ' }, 'empty', 'orgs.csv is empty'],
    [
      'no class at all',
      {
        'classes.csv': 'sourcedId,title\n',
        'enrollments.csv': 'sourcedId,classSourcedId,userSourcedId,role\n',
      },
      'empty',
      'classes.csv holds no class',
    ],
    ['no roles', { 'roles.csv': null, 'manifest.csv': null }, 'missing', 'nobody can be told to be staff'],
  ])('%s', async (_, changed, code, words) => {
    await expect(read(changed)).rejects.toMatchObject({
      name: 'RosterError',
      code,
      message: expect.stringContaining(words),
    })
  })

  it('two exports at once', async () => {
    const both = await zipOf([...filesOf(), file('old/users.csv', 'sourcedId\n')])
    await expect(readRoster([file('x.zip', both)], TODAY)).rejects.toMatchObject({ code: 'twice' })
  })
})
