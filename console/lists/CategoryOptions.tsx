import { OPEN_CATEGORIES } from './words.ts'

/** Every kind that a list can be taken for, as options of a choice. */
export const CategoryOptions = () => (
  <>
    {OPEN_CATEGORIES.map(([id, name]) => (
      <option key={id} value={id}>
        {name}
      </option>
    ))}
  </>
)
