/**
 * Checks a policy document before it is published: its shape, and whether what it says makes sense. The server and
 * the command line refuse to publish a document with problems.
 */
import { policyDocumentSchema, type PolicyDocument } from './document.ts'
import { meaningProblems } from './validate-meaning.ts'
import { describeIssues, unknownFields, type DocumentProblem } from './validate-shape.ts'
import type { CategoryLookUp } from './lifelines.ts'

export type { DocumentProblem } from './validate-shape.ts'

export interface CheckedDocument {
  /** Only when there is no problem. */
  readonly document?: PolicyDocument
  readonly problems: readonly DocumentProblem[]
}

/** A document of the right shape, whatever else may be wrong with it; never throws. */
export function readShape(raw: unknown): CheckedDocument {
  const parsed = policyDocumentSchema.safeParse(raw)
  if (!parsed.success) return { problems: describeIssues(parsed.error.issues, raw) }
  const problems = unknownFields(raw, parsed.data)
  return problems.length === 0 ? { document: parsed.data, problems } : { problems }
}

/** Never throws, whatever `raw` is. `categories` lets the lists refuse a lifeline that the built-in table does not know. */
export function checkPolicyDocument(raw: unknown, categories?: CategoryLookUp): CheckedDocument {
  const parsed = policyDocumentSchema.safeParse(raw)
  if (!parsed.success) return { problems: describeIssues(parsed.error.issues, raw) }
  const problems = [...unknownFields(raw, parsed.data), ...meaningProblems(parsed.data, categories)]
  return problems.length === 0 ? { document: parsed.data, problems } : { problems }
}

/** `groups.year-9.ageGroup is not one of its words. Write one of: …` */
export const describeDocumentProblem = ({ field, wrong, fix }: DocumentProblem): string =>
  `${field === '' ? 'The document' : field} ${wrong}. ${fix}`
