/** Every file that is made from the tables of managed keys and of browser policies. */
import { browserSchema } from '../../lib/policy/managed-schema.ts'
import { browserPolicySamples } from '../../lib/policy/browser-policy-samples.ts'
import { browserPoliciesPage } from './browser-policies.ts'
import { EXAMPLE_OPTIONS, EXAMPLE_VALUES } from './example.ts'
import { reference } from './reference.ts'
import { samples } from '../../lib/policy/samples.ts'

/** Path from the root of the repository to content. */
export const generatedFiles = (): Readonly<Record<string, string>> => ({
  'assets/public/managed_schema.json': `${JSON.stringify(browserSchema(), null, 2)}\n`,
  'docs/managed-configuration.md': reference(),
  'docs/browser-policies.md': browserPoliciesPage(),
  ...Object.fromEntries(
    Object.entries({ ...samples(EXAMPLE_OPTIONS, EXAMPLE_VALUES), ...browserPolicySamples() }).map(
      ([name, text]) => [`docs/samples/${name}`, text],
    ),
  ),
})
