import { useState } from 'react';
import type { DragEvent, ReactNode } from 'react';

export interface NamedText {
  name: string;
  text: string;
}

const readFile = async (file: File | undefined): Promise<NamedText | undefined> =>
  file && { name: file.name, text: await file.text() };

const isFileDrag = ({ dataTransfer }: DragEvent): boolean => dataTransfer.types.includes('Files');

interface TextFileProps {
  id: string;
  label: string;
  onRead: (file: NamedText) => void;
}

/** A file of text, read here in the browser. The browser's own button speaks the browser's language: the label is ours. */
export const TextFile = ({ id, label, onRead }: TextFileProps) => {
  const [name, setName] = useState('');
  const take = async (file: File | undefined): Promise<void> => {
    const read = await readFile(file);
    if (!read) return;
    setName(read.name);
    onRead(read);
  };
  return (
    <span className="file-choice">
      <input
        type="file"
        className="sr-only"
        id={id}
        accept=".json,application/json"
        onChange={({ target }) => void take(target.files?.[0])}
      />
      <label className="file-button" htmlFor={id}>
        {label}
      </label>
      {name && <span className="hint">{name}</span>}
    </span>
  );
};

/** An area that files may be dropped on; whatever it holds must offer another way as well. */
export const DropArea = ({ onRead, children }: { onRead: (file: NamedText) => void; children: ReactNode }) => {
  const [isOver, setOver] = useState(false);
  return (
    <div
      className={isOver ? 'card drop is-over' : 'card drop'}
      onDragOver={(event) => {
        if (!isFileDrag(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        void readFile(event.dataTransfer.files[0]).then((file) => file && onRead(file));
      }}
    >
      {children}
    </div>
  );
};
