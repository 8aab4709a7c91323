/**
 * What is recorded while a deal is on its way: survey, assessment, qualification, greetings, questions, messages and
 * activities. The words stay here; the deal is told the facts.
 */
package io.salesprocess.evidence;
