import { z } from 'zod';

export type JsonSchema = Record<string, unknown>;

/** A zod schema as JSON Schema 2020-12, which OpenAPI 3.1 speaks. `input` is what a client sends, `output` what it gets. */
export const jsonSchemaOf = (schema: z.ZodType, io: 'input' | 'output'): JsonSchema => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', target: 'draft-2020-12' });
  return rest;
};

export interface Member {
  name: string;
  isRequired: boolean;
  schema: JsonSchema;
}

/** In an address everything is text; what the text stands for is said by the schema's own meta, so its pattern is left out. */
const inAddress = ({ pattern, enum: values, ...schema }: JsonSchema): JsonSchema => {
  if (schema['type'] === 'integer' || schema['type'] === 'boolean') return schema;
  return { ...schema, ...(pattern !== undefined && { pattern }), ...(values !== undefined && { enum: values }) };
};

/** The members of an object schema as parameters. */
export const membersOf = (schema: z.ZodType | undefined): Member[] => {
  if (!schema) return [];
  const { properties = {}, required = [] } = jsonSchemaOf(schema, 'input') as {
    properties?: Record<string, JsonSchema>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, member]) => ({
    name,
    isRequired: required.includes(name),
    schema: inAddress(member),
  }));
};
