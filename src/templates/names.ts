/** Whether a template is rendered by itself: Helm passes over files whose names begin with `_`. @param source its name */
export const prints = (source: string): boolean => !source.startsWith('_', source.lastIndexOf('/') + 1);

/** Whether a template is text for people, which is rendered with the rest and printed by `helm install` alone. */
export const isNotes = (source: string): boolean => source.endsWith('NOTES.txt');
