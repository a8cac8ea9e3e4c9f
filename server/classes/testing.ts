/** For tests: rosters as schools export them, whole and spoiled. */
import { ZipFile } from 'yazl'
import type { Upload } from './read.ts'

/** A Sunday in term. */
export const TODAY = '2026-11-22'

export const file = (name: string, text: string | Uint8Array): Upload => ({
  name,
  bytes: typeof text === 'string' ? Buffer.from(text) : text,
})

export type Files = Readonly<Record<string, string>>

/** A small export of OneRoster 1.2: two classes that are taught, one of last year. */
export const ONEROSTER: Files = {
  'manifest.csv': `propertyName,value
manifest.version,1.0
oneroster.version,1.2
file.academicSessions,bulk
file.classes,bulk
file.courses,bulk
file.enrollments,bulk
file.orgs,bulk
file.roles,bulk
file.users,bulk
file.results,absent
`,
  'orgs.csv': `sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId
s1,,,"Kerb School, Upper",school,100001,
`,
  'academicSessions.csv': `sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear
t1,,,Autumn,term,2026-09-01,2026-12-18,,2027
t0,,,Summer,term,2026-04-20,2026-07-20,,2026
`,
  'courses.csv': `sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects,subjectCodes
k1,,,,Mathematics,MA,,s1,,
`,
  'classes.csv': `sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods
c1,,,9B Maths,09,k1,9B/Ma,scheduled,,s1,t1,,,
c2,,,9C Maths – Smith,09,k1,9C/Ma,scheduled,,s1,"t0,t1",,,
c0,,,8B Maths,08,k1,8B/Ma,scheduled,,s1,t0,,,
`,
  'users.csv': `sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password,userMasterIdentifier
u1,,,true,amy,,Amy,Pupil,,,Amy.Pupil@school.example,,,,09,,
u2,,,true,ben@school.example,,Ben,Pupil,,,,,,,09,,
u3,,,true,cat,,Cat,Pupil,,,,,,,09,,
u4,,,false,dan,,Dan,Pupil,,,dan@school.example,,,,09,,
u5,,,true,smith,,Sam,Smith,,,s.smith@school.example,,,,,,
u6,,,true,jones,,Jo,Jones,,,j.jones@school.example,,,,,,
`,
  'roles.csv': `sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId
r1,,,u1,primary,student,,,s1,
r2,,,u2,primary,student,,,s1,
r3,,,u3,primary,student,,,s1,
r4,,,u4,primary,student,,,s1,
r5,,,u5,primary,teacher,,,s1,
r6,,,u6,primary,teacher,,,s1,
`,
  'enrollments.csv': `sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate
e1,,,c1,s1,u1,student,,,
e2,,,c1,s1,u2,student,,,
e3,,,c1,s1,u3,student,,,
e4,,,c1,s1,u4,student,,,
e5,,,c1,s1,u5,teacher,true,,
e6,,,c1,s1,u6,teacher,false,,
e7,,,c2,s1,u1,student,,,
e8,,,c2,s1,u5,teacher,true,,
e9,,,c0,s1,u2,student,,,
`,
}

/** The export with some of its files changed (null: left out). */
export const filesOf = (changed: Readonly<Record<string, string | null>> = {}): Upload[] =>
  Object.entries({ ...ONEROSTER, ...changed }).flatMap(([name, text]) =>
    text === null ? [] : [file(name, text)],
  )

/** A file of the export with a row added. */
export const withRow = (name: string, row: string): Record<string, string> => ({
  [name]: `${ONEROSTER[name] ?? ''}${row}\n`,
})

export async function zipOf(files: Iterable<Upload>, options: { compress?: boolean } = {}): Promise<Buffer> {
  const zip = new ZipFile()
  for (const { name, bytes } of files) zip.addBuffer(Buffer.from(bytes), name, options)
  zip.end()
  const parts: Buffer[] = []
  for await (const part of zip.outputStream) parts.push(part as Buffer)
  return Buffer.concat(parts)
}
