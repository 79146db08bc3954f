import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beginChange } from '../../../src/adapters/recovery/changeRecord';
import { faultPoint } from '../../../src/adapters/recovery/faultPoint';

/** Changes two files under the protection of a record; run in a process that is killed on the way. */
async function changeTwoFiles(): Promise<void> {
  const [records = '', root = ''] = process.argv.slice(2);
  const paths = ['a.txt', 'b.txt'];
  const changes = await Promise.all(
    paths.map(async (path) => ({
      path,
      before: await readFile(join(root, path)),
      after: Buffer.from(`new ${path}\n`),
    })),
  );
  const record = await beginChange({ records, root }, changes);
  faultPoint('accept-before-files');
  for (const { path, after } of changes) {
    await writeFile(join(root, path), after);
    faultPoint('accept-between-files');
  }
  faultPoint('accept-before-mark');
  await record.done();
}

await changeTwoFiles();
