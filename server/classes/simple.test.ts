/** Plain lists: the columns in any order and by their usual names, bad rows by their line. */
import { describe, expect, it } from 'vitest'
import { readRoster } from './read.ts'
import { file, TODAY, zipOf } from './testing.ts'

const read = (text: string | Uint8Array, name = 'classes.csv') => readRoster([file(name, text)], TODAY)
const seen = async (text: string | Uint8Array) => {
  const { classes, people, problems } = await read(text)
  return {
    classes: classes.map((one) => ({
      name: one.name,
      pupils: one.pupils.map((place) => people[place]),
      teachers: one.teachers.map((place) => people[place]),
    })),
    problems: problems.map(({ line, message }) => `${line}: ${message}`),
  }
}
const ONE = {
  classes: [{ name: '9B', pupils: ['amy@s.example'], teachers: ['tom@s.example'] }],
  problems: [],
}

describe('a plain list', () => {
  it.each([
    ['commas', 'class,e-mail,role\n9B,amy@s.example,\n9B,tom@s.example,teacher\n'],
    ['semicolons', 'Class;E-Mail;Role\r\n9B;amy@s.example;pupil\r\n9B;tom@s.example;Teacher'],
    ['tabs', 'Teaching Group\tEmail Address\tType\n9B\tamy@s.example\tstudent\n9B\ttom@s.example\tstaff\n'],
    ['any order', 'role,username,name,CLASS\nP,AMY@S.example,Amy,9B\nt,tom@s.example,Tom,9B'],
    ['quotes', '"class","email","role"\n"9B","amy@s.example","pupil"\n" 9b ","tom@s.example","teacher"'],
    ['an address before a user name', 'username,email,class,role\nx,amy@s.example,9B,\ny,tom@s.example,9B,t'],
    ['the line that Excel puts first', 'sep=;\nclass;email;role\n9B;amy@s.example;\n9B;tom@s.example;t'],
    ['empty lines', '\n\nclass,email,role\n\n9B,amy@s.example,\n,,\n9B,tom@s.example,t\n\n'],
  ])('with %s', async (_, text) => {
    expect(await seen(text)).toEqual(ONE)
  })

  it('in UTF-8 or UTF-16 with its mark', async () => {
    const text = 'class;e-mail\n10Ä;zoë@schule.example\n'
    const expected = [{ name: '10Ä', pupils: ['zoë@schule.example'], teachers: [] }]
    const little = Buffer.from(`\ufeff${text}`, 'utf16le')
    const big = Buffer.from(little).swap16()
    for (const bytes of [Buffer.from(text), Buffer.from(`\ufeff${text}`), little, big])
      expect((await seen(bytes)).classes).toEqual(expected)
  })

  // Was broken: nobody called O’Neill was in any class.
  it('with an apostrophe in an address', async () => {
    const { classes, problems } = await seen(`class,e-mail\n9B,s.o'neill@s.example\n`)
    expect({ problems, pupils: classes[0]?.pupils }).toEqual({
      problems: [],
      pupils: [`s.o'neill@s.example`],
    })
  })

  it('alone in a zip', async () => {
    const zip = await zipOf([file('list.csv', 'class,email\n9B,amy@s.example\n')])
    expect((await read(zip, 'list.zip')).classes).toHaveLength(1)
  })

  it('names bad rows by their line and applies the rest', async () => {
    const rows = [
      '9B,amy@s.example,',
      '9B,,',
      '9B,amy,',
      ',a@s.example,',
      '9C,b@s.example,king',
      '"=1+1",c@s.example,',
    ]
    const { classes, problems } = await seen(
      `class,email,role\n${rows.join('\n')}\n9B,=1@s.example,\n9B,a@b.c,,,x`,
    )
    expect(classes).toEqual([
      { name: '9B', pupils: ['amy@s.example'], teachers: [] },
      { name: '9C', pupils: [], teachers: [] },
    ])
    expect(problems).toEqual([
      '3: has no e-mail address: devices are matched by it',
      '4: “amy” is no e-mail address',
      '5: the class is empty',
      '6: the role is “king”: pupil or teacher is meant',
      '7: the class begins with =, which spreadsheet programs take for a formula',
      '8: “=1@s.example” is no e-mail address',
      '9: has more values than the first line has names: a comma in a value needs quotes',
    ])
    expect((await read('class,email\n9B,x\n')).classes[0]?.doubtful).toBe(true)
  })

  it('keeps no surname of a teacher in the name of a class', async () => {
    const { classes } = await seen(
      'class,email,role,name\n9B (Miss Smith),t@s.example,teacher,Miss Jo Smith\n',
    )
    expect(classes[0]?.name).toBe('9B (Miss S.)')
  })
})
