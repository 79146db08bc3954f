/** One edit in the reply format. */
export function replyEdit(path: string, search: string, replace: string): string {
  const part = (text: string): string => (text === '' ? '' : `${text}\n`);
  return `${path}\n<<<<<<< SEARCH\n${part(search)}=======\n${part(replace)}>>>>>>> REPLACE\n`;
}
