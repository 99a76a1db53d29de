/** Hands bytes to the reader as a file. */
export const downloadBlob = (name: string, blob: Blob): void => {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
};

/** A text of JSON as a file. */
export const download = (name: string, text: string): void => downloadBlob(name, new Blob([text], { type: 'application/json' }));
