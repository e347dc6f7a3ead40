"""What is looked at before awards are signed: who is there twice, what follows results, who is praised."""
