"""What the web questionnaire keeps: answers here, invitations there, and nothing that leads from one to the other."""
